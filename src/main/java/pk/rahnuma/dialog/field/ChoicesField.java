package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.Ask.Option;
import pk.rahnuma.dialog.field.Reading.Problem;

/// Several of the options, `least` to `most` (1 to all), kept in the order of the options. Taps put one in or take it
/// out and leave the question open until the person says that this is all; a typed list (`1, 3`, `Lahore aur Karachi`)
/// answers at once, together with what was tapped before.
public final class ChoicesField implements FieldType {
    /// Pieces of a typed list that are looked at; a longer one is no list of options.
    private static final int PIECES = 64;
    /// Pieces that may be one label with a separator in it (`Islamabad and Rawalpindi`).
    private static final int JOINED = 4;

    private static final Pattern SEPARATOR = Pattern.compile("[,،;؛\\n|/]|(?<=\\s)(?:and|aur|اور|&|\\+)(?=\\s)");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+ [0-9 ]*");

    @Override
    public String name() {
        return "choices";
    }

    @Override
    public Shape shape() {
        return Shape.LIST;
    }

    @Override
    public Map<String, Class<?>> properties() {
        return Map.of("least", Long.class, "most", Long.class);
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of(
                "none", List.of("text"),
                "no_such_number", List.of("count"),
                "ambiguous", List.of("text", "options"),
                "too_few", List.of("least"),
                "too_many", List.of("most"));
    }

    @Override
    public Reading read(String text, Ask ask) {
        List<String> held = Listed.held(ask);
        if (text.equals(Listed.DONE)) {
            return held.isEmpty() || held.size() < least(ask)
                    ? new Reading.Refused(List.of(tooFew(ask)))
                    : new Reading.Accepted(held);
        }
        Menu menu = new Menu(ask.options());
        Option tapped = menu.tapped(text);
        return tapped != null ? toggle(tapped.value(), held, ask) : typed(Plain.lines(text), menu, held, ask);
    }

    private static Reading toggle(String value, List<String> held, Ask ask) {
        Set<String> chosen = new HashSet<>(held);
        if (!chosen.remove(value)) {
            chosen.add(value);
        }
        if (chosen.size() > most(ask)) {
            return new Reading.Partial(held, List.of(tooMany(ask)));
        }
        return new Reading.Partial(inOrder(chosen, ask), List.of());
    }

    private static Reading typed(String said, Menu menu, List<String> held, Ask ask) {
        Set<String> chosen = new HashSet<>();
        List<Problem> problems = new ArrayList<>();
        List<int[]> pieces = pieces(said);
        if (pieces.size() > PIECES) {
            return new Reading.Refused(List.of(tooMany(ask)));
        }
        for (int i = 0; i < pieces.size(); ) {
            int taken = whole(said, pieces, i, menu, chosen);
            if (taken == 0) {
                piece(part(said, pieces.get(i), pieces.get(i)), menu, chosen, problems, ask);
            }
            i += Math.max(1, taken);
        }
        if (chosen.isEmpty()) {
            return new Reading.Refused(problems.isEmpty() ? List.of(none("")) : some(problems));
        }
        chosen.addAll(held);
        if (chosen.size() > most(ask)) {
            return new Reading.Refused(List.of(tooMany(ask)));
        }
        if (chosen.size() < least(ask)) {
            problems.add(tooFew(ask));
        }
        List<String> value = inOrder(chosen, ask);
        return problems.isEmpty() ? new Reading.Accepted(value) : new Reading.Partial(value, some(problems));
    }

    /// Takes the longest run of pieces from `i` on that names one option.
    ///
    /// @return how many pieces, 0 when none does
    private static int whole(String said, List<int[]> pieces, int i, Menu menu, Set<String> chosen) {
        for (int n = Math.min(JOINED, pieces.size() - i); n > 0; n--) {
            Option option = menu.named(part(said, pieces.get(i), pieces.get(i + n - 1)));
            if (option != null) {
                chosen.add(option.value());
                return n;
            }
        }
        return 0;
    }

    private static void piece(String part, Menu menu, Set<String> chosen, List<Problem> problems, Ask ask) {
        if (NUMBERS.matcher(part).matches()) { // `1 3`
            for (String number : part.split(" ")) {
                Option option = menu.named(number);
                if (option == null) {
                    problems.add(noSuchNumber(ask));
                } else {
                    chosen.add(option.value());
                }
            }
            return;
        }
        List<Option> near = menu.beginning(part);
        if (near.size() == 1) {
            chosen.add(near.getFirst().value());
        } else if (Menu.isNumber(part)) {
            problems.add(noSuchNumber(ask));
        } else if (near.isEmpty()) {
            problems.add(none(part));
        } else {
            problems.add(new Problem("ambiguous", Map.of("text", Plain.brief(part), "options", Menu.some(near, ask))));
        }
    }

    /// Where the pieces between separators begin and end, empty ones left out.
    private static List<int[]> pieces(String said) {
        List<int[]> pieces = new ArrayList<>();
        Matcher separator = SEPARATOR.matcher(said);
        int from = 0;
        while (separator.find()) {
            add(pieces, said, from, separator.start());
            from = separator.end();
        }
        add(pieces, said, from, said.length());
        return pieces;
    }

    private static void add(List<int[]> pieces, String said, int from, int to) {
        if (!said.substring(from, to).isBlank()) {
            pieces.add(new int[] {from, to});
        }
    }

    private static String part(String said, int[] first, int[] last) {
        return Plain.text(said.substring(first[0], last[1]));
    }

    private static List<String> inOrder(Set<String> chosen, Ask ask) {
        return ask.options().stream()
                .map(Option::value)
                .filter(chosen::contains)
                .toList();
    }

    private static List<Problem> some(List<Problem> problems) {
        return problems.stream().distinct().limit(Listed.PROBLEMS).toList();
    }

    private static long least(Ask ask) {
        return ask.number("least", 1);
    }

    private static long most(Ask ask) {
        return ask.number("most", ask.options().size());
    }

    private static Problem none(String text) {
        return new Problem("none", Map.of("text", Plain.brief(text)));
    }

    private static Problem noSuchNumber(Ask ask) {
        return new Problem(
                "no_such_number", Map.of("count", (long) ask.options().size()));
    }

    private static Problem tooFew(Ask ask) {
        return new Problem("too_few", Map.of("least", least(ask)));
    }

    private static Problem tooMany(Ask ask) {
        return new Problem("too_many", Map.of("most", most(ask)));
    }

    @Override
    public String show(Object value, Ask ask) {
        return Listed.join(Listed.of(value).stream().map(ask::label).toList(), ask);
    }
}
