package pk.rahnuma.people.organisations;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Button;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.script.Library;

/// What is said unasked to members: `notices.member_<what>`, with the way to where they can act on it.
@Singleton
class MemberNotices {

    private static final String SCRIPT = "my-organisations";

    private final Library library;

    MemberNotices(Library library) {
        this.library = library;
    }

    /// @param role of the person now; empty for who is no member any more
    Reply write(String language, String key, String organisation, String role) {
        String text = library.texts()
                .say(
                        language,
                        "notices." + key,
                        Map.of("whom", organisation, "role", library.texts().inWords(language, role)));
        List<List<Button>> buttons = library.current(SCRIPT) == null
                ? List.of()
                : List.of(List.of(new Button(library.texts().say(language, SCRIPT + ".title"), "!start=" + SCRIPT)));
        return new Reply(text, buttons, null, Reply.Manner.PLAIN);
    }
}
