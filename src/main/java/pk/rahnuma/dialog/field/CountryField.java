package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.Reading.Problem;

/// A country, kept as its ISO 3166 code of two letters. A name that is nearly right is asked back; one that fits
/// several is refused with these.
public final class CountryField implements FieldType {
    /// Letters from which on a part of a name is taken for it.
    private static final int PART = 4;
    /// Countries that can be named in a question.
    private static final int FEW = 4;

    @Override
    public String name() {
        return "country";
    }

    @Override
    public Shape shape() {
        return Shape.TEXT;
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of("unknown", List.of(), "ambiguous", List.of("options"), "nearest", List.of("suggestion"));
    }

    @Override
    public Reading read(String text, Ask ask) {
        String said = Plain.text(text);
        if (Countries.isCode(said)) {
            return new Reading.Accepted(said);
        }
        String key = Plain.key(said);
        String code = Countries.named(key);
        if (code != null) {
            return new Reading.Accepted(code);
        }
        if (key.length() < PART) {
            return Reading.refused("unknown");
        }
        List<String> near = Countries.containing(key);
        return near(near.isEmpty() ? Countries.misspelt(key) : near, ask);
    }

    private static Reading near(List<String> codes, Ask ask) {
        List<String> names =
                codes.stream().map(code -> Countries.name(code, ask.language())).toList();
        if (codes.isEmpty() || codes.size() > FEW) {
            return Reading.refused("unknown");
        }
        if (codes.size() > 1) {
            return Reading.refused("ambiguous", Map.of("options", Listed.join(names, ask)));
        }
        return new Reading.Doubtful(codes.getFirst(), new Problem("nearest", Map.of("suggestion", names.getFirst())));
    }

    @Override
    public String show(Object value, Ask ask) {
        return Countries.name(String.valueOf(value), ask.language());
    }
}
