"""Second legs of pages: what reaches somebody who does not answer in chat."""
