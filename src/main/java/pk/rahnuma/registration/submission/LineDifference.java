package pk.rahnuma.registration.submission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.LineContent;

/// Differences of a list of lines to the live ones that its organisation has. A line is known by its place, provider
/// and subscriber id, by place, provider and one of its addresses, or by provider and subscriber id where only one line
/// has these.
///
/// @param added lines that are new
/// @param changed lines that the organisation has, with other parts
/// @param unchanged lines that are the same
/// @param missing lines that the organisation has, and that are not on the list
record LineDifference(
        List<FormAnswers> added, List<ChangedLine> changed, List<LineContent> unchanged, List<LineContent> missing) {

    /// A line that is on the list with other parts.
    record ChangedLine(LineContent known, FormAnswers wanted) {}

    /// @param known live lines
    static LineDifference compareLines(List<FormAnswers> listed, Collection<LineContent> known) {
        return new LineMatcher(listed, known).compareLines();
    }

    /// True when the list names lines that the organisation has, so that it may be the list of all.
    boolean isOverlapping() {
        return !changed.isEmpty() || !unchanged.isEmpty();
    }

    /// Finds the known line of each listed one; both at most once.
    private static final class LineMatcher {

        private final List<FormAnswers> listed;
        private final Set<LineContent> unmatched;
        private final Map<FormAnswers, LineContent> matches = new HashMap<>();

        LineMatcher(List<FormAnswers> listed, Collection<LineContent> known) {
            this.listed = listed;
            this.unmatched = new LinkedHashSet<>(known);
        }

        LineDifference compareLines() {
            matchBy(line -> Stream.of(keyOf(line, FormAnswers.SITE, FormAnswers.PROVIDER, FormAnswers.SUBSCRIBER_ID)));
            matchBy(line -> line.singleAddresses().stream()
                    .map(address -> keyOf(line, FormAnswers.SITE, FormAnswers.PROVIDER) + "\n" + address));
            matchBy(line -> Stream.of(keyOf(line, FormAnswers.PROVIDER, FormAnswers.SUBSCRIBER_ID)));
            List<FormAnswers> added = new ArrayList<>();
            List<ChangedLine> changed = new ArrayList<>();
            List<LineContent> unchanged = new ArrayList<>();
            for (FormAnswers line : listed) {
                LineContent match = matches.get(line);
                if (match == null) {
                    added.add(line);
                } else if (isSame(line, match.answers())) {
                    unchanged.add(match);
                } else {
                    changed.add(new ChangedLine(match, line));
                }
            }
            return new LineDifference(added, changed, unchanged, List.copyOf(unmatched));
        }

        /// Matches lines that are the only ones with a key on either side.
        private void matchBy(Function<FormAnswers, Stream<String>> keys) {
            Map<String, Optional<FormAnswers>> wanted = new HashMap<>();
            listed.stream()
                    .filter(line -> !matches.containsKey(line))
                    .forEach(line -> keys.apply(line)
                            .forEach(key -> wanted.merge(key, Optional.of(line), (one, other) -> Optional.empty())));
            Map<String, Optional<LineContent>> present = new HashMap<>();
            unmatched.forEach(line -> keys.apply(line.answers())
                    .forEach(key -> present.merge(key, Optional.of(line), (one, other) -> Optional.empty())));
            wanted.forEach((key, line) -> line.ifPresent(one -> present.getOrDefault(key, Optional.empty())
                    .filter(match -> unmatched.contains(match) && !matches.containsKey(one))
                    .ifPresent(match -> {
                        matches.put(one, match);
                        unmatched.remove(match);
                    })));
        }

        private static String keyOf(FormAnswers line, String... parts) {
            return String.join(
                    "\n",
                    Stream.of(parts)
                            .map(part -> FormAnswers.toComparisonText(line.textAnswer(part)))
                            .toList());
        }

        private static boolean isSame(FormAnswers line, FormAnswers known) {
            return FormAnswers.LINE_PARTS.stream()
                            .allMatch(part -> keyOf(line, part).equals(keyOf(known, part)))
                    && line.singleAddresses().equals(known.singleAddresses());
        }
    }
}
