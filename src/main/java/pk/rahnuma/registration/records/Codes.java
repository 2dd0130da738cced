package pk.rahnuma.registration.records;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Reason;

/// Reasons in a column: their names, by commas; null for none.
public final class Codes {

    private Codes() {}

    public static String write(List<Reason> reasons) {
        return reasons.isEmpty() ? null : reasons.stream().map(Reason::name).collect(Collectors.joining(","));
    }

    public static List<Reason> read(String column) {
        return column == null
                ? List.of()
                : Arrays.stream(column.split(",")).map(Reason::valueOf).toList();
    }
}
