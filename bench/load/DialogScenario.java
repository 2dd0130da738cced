package load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Inputs of a user and the expected replies, from a file in `bench/walks/`.
///
/// @param prelude inputs that are sent once, to the desk only
/// @param form inputs that are repeated
/// @param formsPerPerson forms that a user fills before a new one comes; 0 for any number
record DialogScenario(String name, List<Turn> prelude, List<Turn> form, int formsPerPerson) {

    enum Kind {
        SAY,
        TAP,
        PHOTO
    }

    /// Input with its replies.
    ///
    /// @param options one of which is written or tapped
    /// @param see the expected messages, in order; each a list of parts that it must contain
    record Turn(Kind kind, List<String> options, List<List<String>> see) {}

    static DialogScenario readFile(Path file) throws IOException {
        List<Turn> prelude = new ArrayList<>();
        List<Turn> form = new ArrayList<>();
        List<Turn> turns = prelude;
        int formsPerPerson = 0;
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split(" ", 2);
            String rest = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "", "#" -> {}
                // "new person", or "new person 15": after so many forms.
                case "new" -> formsPerPerson = rest.equals("person") ? 1 : Integer.parseInt(rest.split(" ")[1]);
                case "form" -> turns = form;
                case "see" -> turns.getLast().see().add(List.of(rest.split(" \\| ")));
                case "say" -> turns.add(new Turn(Kind.SAY, List.of(rest), new ArrayList<>()));
                case "tap" -> turns.add(new Turn(Kind.TAP, List.of(rest.split(" / ")), new ArrayList<>()));
                case "photo" -> turns.add(new Turn(Kind.PHOTO, List.of(""), new ArrayList<>()));
                default -> throw new IllegalArgumentException(file + ": " + line);
            }
        }
        String name = file.getFileName().toString().replace(".txt", "");
        return new DialogScenario(name, prelude, form, formsPerPerson);
    }

    /// Finds the turn that answers a message: the one after the turn whose last message it is. For users who answer any
    /// question they are asked.
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
