package pk.rahnuma.registration.record;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.registration.DecisionReason;

/// Column format of reasons: names separated by commas; null for none.
public final class DecisionReasonCodes {

    private DecisionReasonCodes() {}

    public static String toColumn(List<DecisionReason> reasons) {
        return reasons.isEmpty()
                ? null
                : reasons.stream().map(DecisionReason::name).collect(Collectors.joining(","));
    }

    public static List<DecisionReason> fromColumn(String column) {
        return column == null
                ? List.of()
                : Arrays.stream(column.split(",")).map(DecisionReason::valueOf).toList();
    }
}
