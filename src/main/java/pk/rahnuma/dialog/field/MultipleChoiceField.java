package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Several of the options, `least` to `most` (default 1 to all), stored in the order of the options. Taps add or remove
/// one, and the question stays open until the person says that the list is complete; a typed list (`1, 3`, `Lahore aur
/// Karachi`) answers at once, together with the tapped options.
public final class MultipleChoiceField extends TypedField {
    /// Maximum pieces of a typed list; a longer text is no list of options.
    private static final int MAX_PIECES = 64;
    private static final int MAX_LIST_LENGTH = 2000;
    /// Maximum pieces of one label with a separator in it (`Islamabad and Rawalpindi`).
    private static final int MAX_JOINED_PIECES = 4;

    private static final Pattern SEPARATOR = Pattern.compile("[,،;؛\\n|/]|(?<=\\s)(?:and|aur|اور|&|\\+)(?=\\s)");
    private static final Pattern NUMBERS = Pattern.compile("^[0-9]++ [0-9 ]*");

    public MultipleChoiceField() {
        super(FieldTraits.ofType("choices")
                .storedAs(ValueType.LIST)
                .withProperty("least", Long.class)
                .withProperty("most", Long.class)
                .withProblem("none", "text")
                .withProblem("no_such_number", "count")
                .withProblem("ambiguous", "text", "options")
                .withProblem("too_few", "least")
                .withProblem("too_many", "most"));
    }

    @Override
    public long maxTextLength(FieldContext context) {
        return MAX_LIST_LENGTH;
    }

    /// Options are mostly common words: a script says where they are names, such as cities.
    @Override
    public boolean isToldBeforeAsked() {
        return false;
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        List<String> held = ListValues.heldValues(context);
        if (text.equals(ListValues.DONE_COMMAND)) {
            return held.isEmpty() || held.size() < readMinimum(context)
                    ? new FieldParseResult.Refused(List.of(createTooFewProblem(context)))
                    : new FieldParseResult.Accepted(held);
        }
        OptionMatcher menu = new OptionMatcher(context.options());
        Option tapped = menu.findByValue(text);
        return tapped != null
                ? toggleOption(tapped.value(), held, context)
                : parseTyped(TextNormaliser.toLines(text), menu, held, context);
    }

    private static FieldParseResult toggleOption(String value, List<String> held, FieldContext context) {
        Set<String> chosen = new HashSet<>(held);
        if (!chosen.remove(value)) {
            chosen.add(value);
        }
        if (chosen.size() > readMaximum(context)) {
            return new FieldParseResult.Partial(held, List.of(createTooManyProblem(context)));
        }
        return new FieldParseResult.Partial(orderByOptions(chosen, context), List.of());
    }

    private static FieldParseResult parseTyped(
            String text, OptionMatcher menu, List<String> held, FieldContext context) {
        Set<String> chosen = new HashSet<>();
        List<Problem> problems = new ArrayList<>();
        List<int[]> pieces = splitPieces(text);
        if (pieces.size() > MAX_PIECES) {
            return new FieldParseResult.Refused(List.of(createTooManyProblem(context)));
        }
        for (int i = 0; i < pieces.size(); ) {
            int taken = takeWholeOption(text, pieces, i, menu, chosen);
            if (taken == 0) {
                takePiece(extractPart(text, pieces.get(i), pieces.get(i)), menu, chosen, problems, context);
            }
            i += Math.max(1, taken);
        }
        if (chosen.isEmpty()) {
            return new FieldParseResult.Refused(
                    problems.isEmpty() ? List.of(createNoneProblem("")) : limitProblems(problems));
        }
        chosen.addAll(held);
        if (chosen.size() > readMaximum(context)) {
            return new FieldParseResult.Refused(List.of(createTooManyProblem(context)));
        }
        if (chosen.size() < readMinimum(context)) {
            problems.add(createTooFewProblem(context));
        }
        List<String> value = orderByOptions(chosen, context);
        return problems.isEmpty()
                ? new FieldParseResult.Accepted(value)
                : new FieldParseResult.Partial(value, limitProblems(problems));
    }

    /// Takes the longest sequence of pieces from `i` on that names one option.
    ///
    /// @return the number of pieces, 0 when none does
    private static int takeWholeOption(String text, List<int[]> pieces, int i, OptionMatcher menu, Set<String> chosen) {
        for (int n = Math.min(MAX_JOINED_PIECES, pieces.size() - i); n > 0; n--) {
            Option option = menu.findByText(extractPart(text, pieces.get(i), pieces.get(i + n - 1)));
            if (option != null) {
                chosen.add(option.value());
                return n;
            }
        }
        return 0;
    }

    private static void takePiece(
            String part, OptionMatcher menu, Set<String> chosen, List<Problem> problems, FieldContext context) {
        if (NUMBERS.matcher(part).matches()) { // `1 3`
            for (String number : part.split(" ")) {
                Option option = menu.findByText(number);
                if (option == null) {
                    problems.add(createNoSuchNumberProblem(context));
                } else {
                    chosen.add(option.value());
                }
            }
            return;
        }
        List<Option> near = menu.findByPrefix(part);
        if (near.size() == 1) {
            chosen.add(near.getFirst().value());
        } else if (OptionMatcher.isNumber(part)) {
            problems.add(createNoSuchNumberProblem(context));
        } else if (near.isEmpty()) {
            problems.add(createNoneProblem(part));
        } else {
            problems.add(new Problem(
                    "ambiguous",
                    Map.of(
                            "text",
                            TextNormaliser.abbreviate(part),
                            "options",
                            OptionMatcher.joinLabels(near, context))));
        }
    }

    /// Start and end of each non-empty piece between separators.
    private static List<int[]> splitPieces(String text) {
        List<int[]> pieces = new ArrayList<>();
        Matcher separator = SEPARATOR.matcher(text);
        int from = 0;
        while (separator.find()) {
            addPiece(pieces, text, from, separator.start());
            from = separator.end();
        }
        addPiece(pieces, text, from, text.length());
        return pieces;
    }

    private static void addPiece(List<int[]> pieces, String text, int from, int to) {
        if (!text.substring(from, to).isBlank()) {
            pieces.add(new int[] {from, to});
        }
    }

    private static String extractPart(String text, int[] first, int[] last) {
        return TextNormaliser.toSingleLine(text.substring(first[0], last[1]));
    }

    private static List<String> orderByOptions(Set<String> chosen, FieldContext context) {
        return context.options().stream()
                .map(Option::value)
                .filter(chosen::contains)
                .toList();
    }

    private static List<Problem> limitProblems(List<Problem> problems) {
        return problems.stream()
                .distinct()
                .limit(ListValues.MAX_REPORTED_PROBLEMS)
                .toList();
    }

    private static long readMinimum(FieldContext context) {
        return context.numberProperty("least", 1);
    }

    private static long readMaximum(FieldContext context) {
        return context.numberProperty("most", context.options().size());
    }

    private static Problem createNoneProblem(String text) {
        return new Problem("none", Map.of("text", TextNormaliser.abbreviate(text)));
    }

    private static Problem createNoSuchNumberProblem(FieldContext context) {
        return new Problem(
                "no_such_number", Map.of("count", (long) context.options().size()));
    }

    private static Problem createTooFewProblem(FieldContext context) {
        return new Problem("too_few", Map.of("least", readMinimum(context)));
    }

    private static Problem createTooManyProblem(FieldContext context) {
        return new Problem("too_many", Map.of("most", readMaximum(context)));
    }

    /// All options named inside the sentence.
    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        List<Option> named = new OptionMatcher(context.options()).findInSentence(sentence);
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(parseAnswer(
                        String.join(",", named.stream().map(Option::label).toList()), context));
    }

    @Override
    public boolean isUnmistakable(FieldParseResult reading, FieldContext context) {
        return reading instanceof FieldParseResult.Accepted
                || reading instanceof FieldParseResult.Partial partial
                        && partial.problems().isEmpty();
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        return ListValues.joinValues(
                ListValues.toStrings(value).stream().map(context::labelOf).toList(), context);
    }
}
