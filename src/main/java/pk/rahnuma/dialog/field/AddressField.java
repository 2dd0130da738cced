package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// One public IP address, v4 or v6, kept in its canonical form.
public final class AddressField implements FieldType {
    private static final Map<String, List<String>> PROBLEMS = AddressScan.codesAnd(Map.of("several", List.of("count")));

    @Override
    public String name() {
        return "ip";
    }

    @Override
    public Shape shape() {
        return Shape.TEXT;
    }

    @Override
    public Map<String, List<String>> problems() {
        return PROBLEMS;
    }

    @Override
    public boolean strict() {
        return true;
    }

    @Override
    public Reading read(String text, Ask ask) {
        AddressScan scan = AddressScan.of(text);
        if (scan.foundNothing()) {
            return scan.nothing();
        }
        if (!scan.problems().isEmpty()) {
            return new Reading.Refused(scan.problems());
        }
        List<String> good = scan.good();
        return good.size() == 1
                ? new Reading.Accepted(good.getFirst())
                : Reading.refused("several", Map.of("count", (long) good.size()));
    }

    @Override
    public String show(Object value, Ask ask) {
        return String.valueOf(value);
    }
}
