package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// One public IP address, v4 or v6, kept in its canonical form.
public final class IpAddressField implements FieldType {
    private static final Map<String, List<String>> PROBLEMS =
            IpAddressExtractor.codesAnd(Map.of("several", List.of("count")));

    @Override
    public String name() {
        return "ip";
    }

    @Override
    public ValueType shape() {
        return ValueType.TEXT;
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
    public FieldParseResult read(String text, FieldContext ask) {
        IpAddressExtractor scan = IpAddressExtractor.of(text);
        if (scan.foundNothing()) {
            return scan.nothing();
        }
        if (!scan.problems().isEmpty()) {
            return new FieldParseResult.Refused(scan.problems());
        }
        List<String> good = scan.good();
        return good.size() == 1
                ? new FieldParseResult.Accepted(good.getFirst())
                : FieldParseResult.refused("several", Map.of("count", (long) good.size()));
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return String.valueOf(value);
    }
}
