package pk.rahnuma.cli.demo;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineTransition;

/// Step in the life of an application of the demo, as in `ASK:DOCUMENT_UNREADABLE`, `APPROVE@1-16` or
/// `SET_TERM@1,3+200`.
///
/// @param lines numbers of the lines that it is about; empty for all for which it is possible
/// @param days on which the lines stay registered; 0 when not said
record DemoStep(LineTransition act, List<DecisionReason> reasons, Set<Integer> lines, int days) {

    private static final Pattern STEP = Pattern.compile("(\\w+)(?::(\\w+))?(?:@([\\d,-]+))?(?:\\+(\\d+))?");

    static DemoStep parseText(String text) {
        Matcher step = STEP.matcher(text);
        if (!step.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new DemoStep(
                LineTransition.valueOf(step.group(1)),
                step.group(2) == null ? List.of() : List.of(DecisionReason.valueOf(step.group(2))),
                step.group(3) == null ? Set.of() : parseNumbers(step.group(3)),
                step.group(4) == null ? 0 : Integer.parseInt(step.group(4)));
    }

    private static Set<Integer> parseNumbers(String ranges) {
        Set<Integer> numbers = new TreeSet<>();
        for (String range : ranges.split(",")) {
            String[] ends = range.split("-");
            for (int number = Integer.parseInt(ends[0]); number <= Integer.parseInt(ends[ends.length - 1]); number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    boolean isByStaff() {
        return switch (act) {
            case RECEIVE, WITHDRAW, PAUSE, END, CHANGE, LAPSE, EXPIRE -> false;
            default -> true;
        };
    }
}
