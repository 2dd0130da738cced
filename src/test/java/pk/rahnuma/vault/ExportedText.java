package pk.rahnuma.vault;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// All exported data of a handler, as one text; reads all pages.
public final class ExportedText {

    private ExportedText() {}

    public static String toText(Object exported) {
        return switch (exported) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + toText(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Iterable<?> several ->
                StreamSupport.stream(several.spliterator(), false)
                        .map(ExportedText::toText)
                        .collect(Collectors.joining(", ", "[", "]"));
            case null -> "null";
            default -> exported.toString();
        };
    }
}
