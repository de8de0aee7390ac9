"""`make words`: brings the catalogues up to what the code says. What is left to translate is empty or fuzzy there."""

from tests.handlers.words.extraction import extracted, files, is_left, read, updated


def main() -> None:
    for file in files():
        template, before = extracted(), file.read_text("utf-8")
        after = updated(read(file), template)
        if after != before:
            file.write_text(after, "utf-8")
        left = sum(is_left(message) for message in read(file) if message.id)
        print(f"{file.name}: {len(template)} sentences, {left} to translate{', changed' if after != before else ''}")


if __name__ == "__main__":
    main()
