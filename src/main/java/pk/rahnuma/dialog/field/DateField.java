package pk.rahnuma.dialog.field;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// A date, stored as `2026-11-24`. Written day first, as in Pakistan, or year first; months as numbers or words; `past`
/// and `future` require a side of today (today itself is on both).
public final class DateField extends TypedField {
    private static final int MIN_YEAR = 1900;
    private static final int MAX_YEAR = 2199;
    /// Two-digit years further ahead than this belong to the last century.
    private static final int MAX_FUTURE_YEARS = 20;

    /// Maximum words of a date inside a sentence.
    private static final int MAX_DATE_WORDS = 5;
    /// A longer text is a story, in which days are named by chance.
    private static final int MAX_SENTENCE_WORDS = 20;
    /// In a longer text a day may be named in passing.
    private static final int MAX_EXACT_WORDS = 3;

    private static final Pattern HALF_FRACTION = Pattern.compile("(?<![0-9.])([0-9]{1,2})[.]5(?![0-9.])");
    private static final Pattern DASH_IN_NUMBER = Pattern.compile("(?<=[0-9])[-–](?=[0-9])");
    private static final Pattern TOKEN = Pattern.compile("[0-9]+|\\p{L}+");
    private static final Pattern SEPARATOR = Pattern.compile("[ ,،./\\-–]*");
    private static final Set<String> FILLER_WORDS = toKeys("st, nd, rd, th, of, ad, ء, عیسوی");

    public DateField() {
        super(FieldTraits.ofType("date")
                .asStrict()
                .withProperty("past", Boolean.class)
                .withProperty("future", Boolean.class)
                .withProperty("since", Boolean.class)
                .withProblem("not_a_date")
                .withProblem("no_such_day")
                .withProblem("year", "year")
                .withProblem("not_past")
                .withProblem("not_future")
                .withProblem("understood", "date"));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text);
        List<String> tokens = splitTokens(normalised);
        if (tokens.size() != 3) {
            return FieldParseResult.refused("not_a_date");
        }
        return isYearFirst(tokens)
                ? parseDay(tokens.get(2), tokens.get(1), tokens.get(0), context)
                : dayOrMonthFirst(tokens, context);
    }

    /// A date written inside the sentence, or named by its words; one that is less precise than a day is doubtful.
    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        String line = sentence.text();
        List<FieldParseResult> written =
                sentence.hasDigit() ? findWrittenDates(List.of(line.split(" ")), context) : List.of();
        if (!written.isEmpty()) {
            return written.size() == 1 ? Optional.of(written.getFirst()) : Optional.empty();
        }
        String spaced = DASH_IN_NUMBER
                .matcher(HALF_FRACTION.matcher(line).replaceAll("$1 half"))
                .replaceAll(" ");
        Utterance words = spaced.equals(line) ? sentence : sentence.read(spaced);
        if (words.wordCount() > MAX_SENTENCE_WORDS || NonAnswer.isNoAnswer(sentence)) {
            return Optional.empty();
        }
        return new DatePhrases(words, context.today(), context.flagProperty("future"), context.flagProperty("since"))
                .findDay()
                .map(named -> confirmUnderstood(named, words.wordCount() <= MAX_EXACT_WORDS, context));
    }

    /// Different dates written in a sentence, each as three numbers or words at most.
    private List<FieldParseResult> findWrittenDates(List<String> words, FieldContext context) {
        Set<FieldParseResult> dates = new LinkedHashSet<>();
        for (int from = 0; from < words.size(); ) {
            int used = 0;
            for (int count = Math.min(words.size() - from, MAX_DATE_WORDS); count > 0 && used == 0; count--) {
                String window = String.join(" ", words.subList(from, from + count));
                FieldParseResult reading = parseAnswer(window, context);
                if (reading instanceof FieldParseResult.Accepted) {
                    dates.add(reading);
                    used = count;
                }
            }
            from += Math.max(1, used);
        }
        return List.copyOf(dates);
    }

    /// @param brief whether the text says little more than the day
    private FieldParseResult confirmUnderstood(DatePhrases.NamedDay named, boolean brief, FieldContext context) {
        FieldParseResult reading = checkRange(named.day(), context);
        return named.exact() && brief || !(reading instanceof FieldParseResult.Accepted accepted)
                ? reading
                : new FieldParseResult.Doubtful(
                        accepted.value(),
                        new FieldParseResult.Problem(
                                "understood", Map.of("date", formatValue(accepted.value(), context))));
    }

    private static boolean isYearFirst(List<String> tokens) {
        return tokens.getFirst().length() == 4 && isNumber(tokens.getFirst());
    }

    private static FieldParseResult dayOrMonthFirst(List<String> tokens, FieldContext context) {
        return isNumber(tokens.getFirst())
                ? parseDay(tokens.get(0), tokens.get(1), tokens.get(2), context)
                : parseDay(tokens.get(1), tokens.get(0), tokens.get(2), context);
    }

    private static FieldParseResult parseDay(String day, String month, String year, FieldContext context) {
        Integer number = isNumber(month) ? Integer.valueOf(month) : MonthNames.monthOf(month);
        if (number == null || !isNumber(day) || !isNumber(year) || year.length() % 2 != 0) {
            return FieldParseResult.refused("not_a_date");
        }
        int full = year.length() == 2 ? completeYear(Integer.parseInt(year), context.today()) : Integer.parseInt(year);
        if (full < MIN_YEAR || full > MAX_YEAR) {
            return FieldParseResult.refused("year", Map.of("year", year));
        }
        try {
            return checkRange(LocalDate.of(full, number, Integer.parseInt(day)), context);
        } catch (DateTimeException impossible) {
            return FieldParseResult.refused("no_such_day");
        }
    }

    private static FieldParseResult checkRange(LocalDate day, FieldContext context) {
        if (context.flagProperty("past") && day.isAfter(context.today())) {
            return FieldParseResult.refused("not_past");
        }
        if (context.flagProperty("future") && day.isBefore(context.today())) {
            return FieldParseResult.refused("not_future");
        }
        return new FieldParseResult.Accepted(day.toString());
    }

    private static int completeYear(int year, LocalDate today) {
        int here = today.getYear() - today.getYear() % 100 + year;
        return here > today.getYear() + MAX_FUTURE_YEARS ? here - 100 : here;
    }

    /// Numbers (of at most four digits) and words; empty when there is other text between them.
    private static List<String> splitTokens(String normalised) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(normalised);
        int end = 0;
        while (token.find()) {
            if (tokens.size() == 3 && !FILLER_WORDS.contains(TextNormaliser.toComparisonKey(token.group()))) {
                return List.of();
            }
            if (!isSeparator(normalised.substring(end, token.start()))
                    || (isNumber(token.group()) && token.group().length() > 4)) {
                return List.of();
            }
            if (!FILLER_WORDS.contains(TextNormaliser.toComparisonKey(token.group()))) {
                tokens.add(token.group());
            }
            end = token.end();
        }
        return isSeparator(normalised.substring(end)) ? tokens : List.of();
    }

    private static boolean isSeparator(String gap) {
        return SEPARATOR.matcher(gap).matches();
    }

    private static boolean isNumber(String token) {
        return Character.isDigit(token.charAt(0));
    }

    private static Set<String> toKeys(String words) {
        return Stream.of(words.split(",")).map(TextNormaliser::toComparisonKey).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        LocalDate day = LocalDate.parse(String.valueOf(value));
        return day.getDayOfMonth() + " " + MonthNames.nameOf(day.getMonthValue(), context.language()) + " "
                + day.getYear();
    }
}
