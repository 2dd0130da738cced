package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;

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
    public ValueType shape() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of("unknown", List.of(), "ambiguous", List.of("options"), "nearest", List.of("suggestion"));
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        String said = TextNormaliser.text(text);
        if (CountryNames.isCode(said)) {
            return new FieldParseResult.Accepted(said);
        }
        String key = TextNormaliser.key(said);
        String code = CountryNames.named(key);
        if (code != null) {
            return new FieldParseResult.Accepted(code);
        }
        if (key.length() < PART) {
            return FieldParseResult.refused("unknown");
        }
        List<String> near = CountryNames.containing(key);
        return near(near.isEmpty() ? CountryNames.misspelt(key) : near, ask);
    }

    private static FieldParseResult near(List<String> codes, FieldContext ask) {
        List<String> names = codes.stream()
                .map(code -> CountryNames.name(code, ask.language()))
                .toList();
        if (codes.isEmpty() || codes.size() > FEW) {
            return FieldParseResult.refused("unknown");
        }
        if (codes.size() > 1) {
            return FieldParseResult.refused("ambiguous", Map.of("options", ListValues.join(names, ask)));
        }
        return new FieldParseResult.Doubtful(
                codes.getFirst(), new Problem("nearest", Map.of("suggestion", names.getFirst())));
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return CountryNames.name(String.valueOf(value), ask.language());
    }
}
