"""Who is there, and until when; who is not, and since when again: as choices and lines say it."""

from handlers.scene import Scene
from handlers.words import Speaker
from routing.calendar import at_work, next_start, shift_end
from routing.handbook import Person
from routing.people import is_on_call


def there(scene: Scene, speaker: Speaker, person: Person) -> str:
    """ "at work until 16:00", "on call", "back Mon 08:00"."""
    now = scene.now
    if at_work(person, now):
        end = shift_end(person, now)
        return speaker.text("at work until {end}", end=speaker.by_day(end, now)) if end else speaker.text("at work")
    if is_on_call(scene.handbook, person.id, now):
        return speaker.text("on call")
    start = next_start(person, now)
    return speaker.text("back {start}", start=speaker.by_day(start, now)) if start else speaker.text("away")
