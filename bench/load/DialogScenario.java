package load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What people say and what must come back, from a file in `bench/walks/`.
///
/// @param prelude what a person says once, to the desk alone
/// @param form what is walked again and again
/// @param newPerson whether each form is filled by somebody new
record DialogScenario(String name, List<Turn> prelude, List<Turn> form, boolean newPerson) {

    enum Kind {
        SAY,
        TAP,
        PHOTO
    }

    /// @param options one of which is said or tapped
    /// @param see the messages that answer it, in order; each a list of parts that it must hold
    record Turn(Kind kind, List<String> options, List<List<String>> see) {}

    static DialogScenario readFile(Path file) throws IOException {
        List<Turn> prelude = new ArrayList<>();
        List<Turn> form = new ArrayList<>();
        List<Turn> turns = prelude;
        boolean newPerson = false;
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split(" ", 2);
            String rest = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "", "#" -> {}
                case "new" -> newPerson = true;
                case "form" -> turns = form;
                case "see" -> turns.getLast().see().add(List.of(rest.split(" \\| ")));
                case "say" -> turns.add(new Turn(Kind.SAY, List.of(rest), new ArrayList<>()));
                case "tap" -> turns.add(new Turn(Kind.TAP, List.of(rest.split(" / ")), new ArrayList<>()));
                case "photo" -> turns.add(new Turn(Kind.PHOTO, List.of(""), new ArrayList<>()));
                default -> throw new IllegalArgumentException(file + ": " + line);
            }
        }
        String name = file.getFileName().toString().replace(".txt", "");
        return new DialogScenario(name, prelude, form, newPerson);
    }

    /// The turn that answers a message: the one after the turn whose last message it is. For people who answer what
    /// they are asked, whatever that is.
    ///
    /// @return its place in the form, or -1
    int turnAnswering(String message) {
        for (int i = 0; i + 1 < form.size(); i++) {
            if (message.contains(form.get(i).see().getLast().getFirst())) {
                return i + 1;
            }
        }
        return -1;
    }
}
