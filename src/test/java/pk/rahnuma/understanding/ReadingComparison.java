package pk.rahnuma.understanding;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.CountryField;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// Compares the readings of a sentence with those that are expected.
final class ReadingComparison {

    /// Verdict on one sentence.
    enum Verdict {
        /// All is taken, or shown to be confirmed, as it was meant.
        RIGHT,
        /// Nothing wrong was done, but not all of it was understood.
        ASKED,
        /// Something else was done or stored.
        WRONG
    }

    /// Topics that were named otherwise when the sentences were written, or divided since.
    private static final Map<String, Set<String>> RENAMED_TOPICS = Map.of(
            "ask:pta_sees_browsing", Set.of("ask:browsing_visible"),
            "ask:starlink", Set.of("ask:satellite_internet"),
            "ask:change_after_sending", Set.of("ask:edit_application"),
            "ask:edit_application", Set.of("ask:correct_in_form"));

    private ReadingComparison() {}

    static Verdict compare(String state, Set<String> expected, Set<String> actual) {
        // A check that refuses the value says why.
        boolean all = expected.stream()
                .allMatch(wanted -> isMet(state, wanted, actual)
                        || wanted.startsWith("answer:")
                                && actual.contains("none:" + wanted.substring(wanted.indexOf('=') + 1)));
        boolean wrong = actual.stream()
                .filter(ReadingComparison::isAct)
                .anyMatch(reading -> expected.stream().noneMatch(wanted -> explains(wanted, reading)));
        return wrong ? Verdict.WRONG : all ? Verdict.RIGHT : Verdict.ASKED;
    }

    /// True for a reading by which something was stored or begun.
    private static boolean isAct(String reading) {
        return reading.startsWith("answer:")
                || reading.startsWith("correct:")
                || reading.startsWith("start:")
                || reading.startsWith("ask:")
                || reading.startsWith("command:");
    }

    private static boolean isMet(String state, String wanted, Set<String> actual) {
        String kind = wanted.contains(":") ? wanted.substring(0, wanted.indexOf(':')) : wanted;
        return switch (kind) {
            case "correct" ->
                actual.stream()
                        .anyMatch(reading ->
                                explains(wanted, reading) && (!wanted.contains("=") || reading.contains("=")));
            // Nothing but the question, or the menu, shown again.
            case "command" ->
                actual.stream().anyMatch(reading -> explains(wanted, reading))
                        || actual.isEmpty() && (wanted.equals("command:repeat") || wanted.equals("command:menu"))
                        || actual.contains(wanted.replace("command:language_", "speaks:"));
            case "answer", "start", "ask" -> actual.stream().anyMatch(reading -> explains(wanted, reading));
            case "agree" -> actual.stream().anyMatch(reading -> reading.startsWith("answer:"));
            case "disagree" -> actual.stream().noneMatch(ReadingComparison::isAct);
            case "none" -> isNone(wanted.substring(5), actual);
            case "reference" -> actual.contains("start:lookup") || actual.contains("start:status");
            case "story" ->
                actual.stream().anyMatch(reading -> reading.startsWith("answer:") || reading.startsWith("ended:"));
            case "remark" ->
                actual.stream().filter(ReadingComparison::isAct).allMatch(reading -> explains(wanted, reading));
            default -> false;
        };
    }

    private static boolean isNone(String kind, Set<String> actual) {
        Set<String> fitting = switch (kind) {
            case "later" -> Set.of("none:later", "none:wait");
            case "skip", "has_none" -> Set.of("none:skip", "none:none", "none:later");
            case "unknown" -> Set.of("none:unknown", "none:skip");
            case "reason" -> Set.of("none:reason");
            case "same" -> Set.of("none:same");
            default -> Set.of();
        };
        return actual.stream().anyMatch(reading -> fitting.contains(reading) || reading.startsWith("ended:"));
    }

    /// True when a reading is one that was expected.
    private static boolean explains(String wanted, String reading) {
        if (wanted.equals(reading)
                || RENAMED_TOPICS.getOrDefault(wanted, Set.of()).contains(reading)) {
            return true;
        }
        String wantedBody = wanted.substring(wanted.indexOf(':') + 1);
        String body = reading.substring(reading.indexOf(':') + 1);
        if (wanted.equals("story") && reading.startsWith("answer:")
                || wanted.equals("agree") && reading.startsWith("answer:")) {
            return true;
        }
        if (wanted.startsWith("none:") && reading.equals("command:skip")
                || wanted.startsWith("start:") && reading.equals("command:cancel")
                || wanted.equals("start:status") && reading.equals("start:lookup")
                || wanted.startsWith("reference:")
                        && (reading.startsWith("answer:reference=") || reading.equals("start:lookup"))
                || wanted.equals("remark")
                        && (reading.equals("ask:thanks")
                                || reading.equals("ask:greeting")
                                || reading.equals("ask:insult"))
                || wanted.startsWith("correct:") && reading.equals(wanted.replaceFirst("=.*", ""))) {
            return true;
        }
        if (!(wanted.startsWith("answer:") || wanted.startsWith("correct:"))
                || !(reading.startsWith("answer:") || reading.startsWith("correct:") || reading.startsWith("doubt:"))) {
            return false;
        }
        String wantedName = wantedBody.contains("=") ? wantedBody.substring(0, wantedBody.indexOf('=')) : wantedBody;
        String name = body.contains("=") ? body.substring(0, body.indexOf('=')) : body;
        if (!wantedName.equals(name)) {
            return false;
        }
        return !wantedBody.contains("=")
                || body.contains("=")
                        && sameValue(
                                wantedBody.substring(wantedBody.indexOf('=') + 1),
                                body.substring(body.indexOf('=') + 1));
    }

    private static boolean sameValue(String wanted, String value) {
        String one = plain(wanted);
        String other = plain(value);
        return one.equals(other)
                || one.length() > 3 && other.length() > 3 && (one.contains(other) || other.contains(one))
                || country(wanted).equals(value);
    }

    private static String country(String name) {
        return new CountryField().parseAnswer(name, new FieldContext(Map.of(), List.of(), "en", LocalDate.EPOCH, null))
                        instanceof FieldParseResult.Accepted accepted
                ? String.valueOf(accepted.value())
                : "?";
    }

    /// A range is the same as its addresses.
    private static Stream<String> singleAddresses(String written) {
        List<String> addresses = IpAddresses.listAddresses(written);
        return addresses.isEmpty() ? Stream.of(written) : addresses.stream();
    }

    private static String plain(String value) {
        String key = TextNormaliser.toComparisonKey(value.replace("+92", "0"));
        key = switch (key) {
            case "true" -> "yes";
            case "false" -> "no";
            default -> key;
        };
        return value.matches("[0-9. ,/\\[\\]-]+") && value.contains(".")
                ? Set.of(value.replaceAll("[\\[\\],]", " ").strip().split(" +")).stream()
                        .flatMap(ReadingComparison::singleAddresses)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .toString()
                : key.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
