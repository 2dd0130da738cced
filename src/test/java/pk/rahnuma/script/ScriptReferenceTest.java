package pk.rahnuma.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.FieldTypeRegistry;

/// Generates `docs/script-reference.md` from the actions and field types and their documentation comments, and compares
/// it with what is there. `-Drahnuma.docs.write=true` writes it.
class ScriptReferenceTest {

    private static final Path PAGE = Path.of("docs", "script-reference.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) (.*)");
    private static final Pattern LINK = Pattern.compile("\\[([\\w#.]+)](?!\\()");

    @Test
    void theReferenceIsThatOfTheCode() throws IOException {
        String generated = generate();
        if (Boolean.getBoolean("rahnuma.docs.write")) {
            Files.writeString(PAGE, generated);
        }
        assertThat(Files.readString(PAGE))
                .as("run `mvn test -Dtest=ScriptReferenceTest -Drahnuma.docs.write=true` and commit %s", PAGE)
                .isEqualTo(generated);
    }

    private static String generate() throws IOException {
        StringBuilder page = new StringBuilder();
        page.append("# Reference of actions and field types\n\n");
        page.append(
                "Generated from the code by `ScriptReferenceTest`. [scripts.md](scripts.md) explains how scripts use them.\n\n");
        page.append(
                "## Actions\n\nA query (`read`) changes nothing and runs again when its arguments change. A mutation");
        page.append(" (`act`) runs once.\n");
        for (ActionType action : new TreeMap<>(ActionTypeRegistry.loadAll()).values()) {
            append(page, action);
        }
        page.append("\n## Field types\n\n");
        page.append("| type | takes | properties | value in conditions | masked |\n|---|---|---|---|---|\n");
        List<FieldType> types = new ArrayList<>(FieldTypeRegistry.allTypes());
        types.sort(Comparator.comparing(FieldType::typeName));
        for (FieldType type : types) {
            page.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            type.typeName(),
                            escape(comment(
                                            source(type.getClass()),
                                            "class " + type.getClass().getSimpleName() + " ")
                                    .text()),
                            properties(type),
                            type.valueType().name().toLowerCase(Locale.ROOT),
                            type.isSensitive() ? "yes" : ""));
        }
        return page.toString();
    }

    private static String properties(FieldType type) {
        return new TreeMap<>(type.allowedProperties())
                .entrySet().stream()
                        .map(property -> "`" + property.getKey() + "` ("
                                + property.getValue()
                                        .getSimpleName()
                                        .toLowerCase(Locale.ROOT)
                                        .replace("long", "number")
                                + ")")
                        .collect(Collectors.joining(", "));
    }

    private static void append(StringBuilder page, ActionType action) throws IOException {
        String source = source(action.in().getEnclosingClass());
        Comment comment = comment(source, "@Named(\"" + action.name() + "\")");
        String text = comment.text().replaceFirst("^`[\\w.]+`: *", "");
        page.append("%n### `%s`%n%n%s. %s%n"
                .formatted(action.name(), action.act() ? "Mutation" : "Query", capitalised(text)));
        appendComponents(page, "argument", action.in(), source);
        appendComponents(page, "result", action.out(), source);
    }

    private static void appendComponents(StringBuilder page, String title, Class<?> type, String source)
            throws IOException {
        List<RecordComponent> components = Arrays.stream(type.getRecordComponents())
                .filter(component ->
                        ActionType.componentsOf(type.asSubclass(Record.class)).containsKey(component.getName()))
                .toList();
        if (components.isEmpty()) {
            return;
        }
        Map<String, String> texts = comment(declaringSource(type, source), "record " + type.getSimpleName() + "(")
                .parameters();
        page.append("%n| %s | type | |%n|---|---|---|%n".formatted(title));
        for (RecordComponent component : components) {
            page.append("| `%s` | %s | %s |%n"
                    .formatted(
                            component.getName(),
                            typeName(component.getGenericType()),
                            escape(texts.getOrDefault(component.getName(), ""))));
        }
        for (RecordComponent component : components) {
            if (component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> item
                    && item.isRecord()) {
                appendComponents(page, "part of `" + component.getName() + "`", item, source);
            }
        }
    }

    private static String declaringSource(Class<?> type, String source) throws IOException {
        return source.contains("record " + type.getSimpleName() + "(") ? source : source(topLevel(type));
    }

    private static Class<?> topLevel(Class<?> type) {
        return type.getEnclosingClass() == null ? type : topLevel(type.getEnclosingClass());
    }

    private static String typeName(Type type) {
        if (type instanceof ParameterizedType list) {
            Type item = list.getActualTypeArguments()[0];
            return item instanceof Class<?> record && record.isRecord()
                    ? "list of parts"
                    : "list of " + typeName(item) + "s";
        }
        return switch (((Class<?>) type).getSimpleName()) {
            case "String" -> "text";
            case "long", "int", "Long" -> "number";
            case "boolean" -> "true or false";
            case "Instant" -> "time";
            case "Map" -> "answers by name";
            default -> ((Class<?>) type).getSimpleName();
        };
    }

    private static String source(Class<?> type) throws IOException {
        return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
    }

    private record Comment(String text, Map<String, String> parameters) {}

    /// The documentation comment before the line that declares something.
    private static Comment comment(String source, String declaration) {
        List<String> lines = source.lines().toList();
        int at = 0;
        while (at < lines.size()
                && !(lines.get(at).contains(declaration)
                        && !lines.get(at).strip().startsWith("///"))) {
            at++;
        }
        while (at > 0
                && (lines.get(at - 1).strip().startsWith("@")
                        || lines.get(at - 1).strip().startsWith("///"))) {
            at--;
        }
        StringBuilder text = new StringBuilder();
        Map<String, StringBuilder> parameters = new HashMap<>();
        StringBuilder current = text;
        for (; at < lines.size() && !lines.get(at).contains(declaration); at++) {
            String line = lines.get(at).strip();
            if (!line.startsWith("///")) {
                continue;
            }
            String said = line.substring(3).strip();
            Matcher parameter = PARAMETER.matcher(said);
            if (parameter.matches()) {
                current = parameters.computeIfAbsent(parameter.group(1), name -> new StringBuilder());
                said = parameter.group(2);
            }
            current.append(said).append(' ');
        }
        Map<String, String> texts = new HashMap<>();
        parameters.forEach((name, said) -> texts.put(name, plain(said.toString())));
        return new Comment(plain(text.toString()), texts);
    }

    /// Without links to code, which mean nothing to authors of scripts.
    private static String plain(String text) {
        return LINK.matcher(text).replaceAll("`$1`").replaceAll(" +", " ").strip();
    }

    private static String escape(String text) {
        return text.replace("|", "\\|");
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
