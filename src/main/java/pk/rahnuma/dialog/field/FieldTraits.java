package pk.rahnuma.dialog.field;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Traits of a [FieldType]; its methods say what they mean.
///
/// @param minDigits minimum digits of a text with a value
/// @param properties see [FieldType#allowedProperties()]
/// @param problems see [FieldType#problemCodes()]
public record FieldTraits(
        String typeName,
        ValueType valueType,
        boolean strict,
        boolean distinct,
        boolean sensitive,
        int minDigits,
        Map<String, Class<?>> properties,
        Map<String, List<String>> problems) {

    static FieldTraits ofType(String typeName) {
        return new FieldTraits(typeName, ValueType.TEXT, false, false, false, 0, Map.of(), Map.of());
    }

    FieldTraits storedAs(ValueType type) {
        return new FieldTraits(typeName, type, strict, distinct, sensitive, minDigits, properties, problems);
    }

    FieldTraits asStrict() {
        return new FieldTraits(typeName, valueType, true, true, sensitive, minDigits, properties, problems);
    }

    /// Strict, though a value in a sentence may be one of another type.
    FieldTraits asIndistinct() {
        return new FieldTraits(typeName, valueType, true, false, sensitive, minDigits, properties, problems);
    }

    FieldTraits asSensitive() {
        return new FieldTraits(typeName, valueType, strict, distinct, true, minDigits, properties, problems);
    }

    FieldTraits withMinDigits(int digits) {
        return new FieldTraits(typeName, valueType, strict, distinct, sensitive, digits, properties, problems);
    }

    FieldTraits withProperty(String name, Class<?> type) {
        Map<String, Class<?>> more = mergeMaps(properties, Map.of(name, type));
        return new FieldTraits(typeName, valueType, strict, distinct, sensitive, minDigits, more, problems);
    }

    FieldTraits withProblem(String code, String... arguments) {
        return withProblems(Map.of(code, List.of(arguments)));
    }

    FieldTraits withProblems(Map<String, List<String>> codes) {
        Map<String, List<String>> more = mergeMaps(problems, codes);
        return new FieldTraits(typeName, valueType, strict, distinct, sensitive, minDigits, properties, more);
    }

    private static <T> Map<String, T> mergeMaps(Map<String, T> first, Map<String, T> second) {
        Map<String, T> merged = new LinkedHashMap<>(first);
        merged.putAll(second);
        return Collections.unmodifiableMap(merged);
    }
}
