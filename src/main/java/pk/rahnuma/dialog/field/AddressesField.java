package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.Reading.Problem;

/// Public IP addresses, `least` to `most` (1 to 32 if not given), as many in one message as somebody likes. The good
/// ones of a mixed message are held while the others are mended; what is held already counts in.
public final class AddressesField implements FieldType {
    static final long LEAST = 1;
    static final long MOST = 32;
    private static final Map<String, List<String>> PROBLEMS =
            AddressScan.codesAnd(Map.of("too_few", List.of("least"), "too_many", List.of("most")));

    @Override
    public String name() {
        return "ips";
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
        return PROBLEMS;
    }

    @Override
    public String kin() {
        return "ip";
    }

    @Override
    public boolean strict() {
        return true;
    }

    @Override
    public Reading read(String text, Ask ask) {
        List<String> held = Listed.held(ask);
        long least = ask.number("least", LEAST);
        Problem tooFew = new Problem("too_few", Map.of("least", least));
        if (text.equals(Listed.DONE)) {
            return held.isEmpty() || held.size() < least
                    ? new Reading.Refused(List.of(tooFew))
                    : new Reading.Accepted(held);
        }
        AddressScan scan = AddressScan.of(text);
        if (scan.foundNothing()) {
            return scan.nothing();
        }
        if (scan.good().isEmpty()) {
            return new Reading.Refused(scan.problems());
        }
        Set<String> all = new LinkedHashSet<>(held);
        all.addAll(scan.good());
        long most = ask.number("most", MOST);
        if (all.size() > most) {
            return Reading.refused("too_many", Map.of("most", most));
        }
        List<Problem> problems = new ArrayList<>(scan.problems());
        if (problems.isEmpty() && all.size() < least) {
            problems.add(tooFew);
        }
        List<String> value = List.copyOf(all);
        return problems.isEmpty() ? new Reading.Accepted(value) : new Reading.Partial(value, problems);
    }

    @Override
    public String show(Object value, Ask ask) {
        return Listed.join(Listed.of(value), ask);
    }
}
