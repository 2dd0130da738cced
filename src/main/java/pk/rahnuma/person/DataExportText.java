package pk.rahnuma.person;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Writes the data about a person as readable text: names and codes in their language (`copy.<name>`,
/// `copy.codes.<code>`), answers and files under the labels of their questions, times of Pakistan. It leaves out what
/// is empty.
@Singleton
final class DataExportText {

    private static final DateTimeFormatter TIME_FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(EngineContext.PAKISTAN_ZONE);
    private static final String ANSWERS_KEY = "answers";
    private static final String SCRIPT_KEY = "script";
    private static final String FILE_KEY = "file";
    private static final String QUESTION_KEY = "question";
    private static final String DETAIL_KEY = "detail";
    private static final String WHAT_KEY = "what";
    /// Names of values that are codes.
    private static final Set<String> CODED_NAMES =
            Set.of(WHAT_KEY, DETAIL_KEY, "language", "kind", "channel", "role", "state", "type", "topic");
    /// Begins the codes of statuses that lines came into: the history of the application has the details.
    private static final String LINE_START = "line.";

    private final ScriptLibrary library;

    DataExportText(ScriptLibrary library) {
        this.library = library;
    }

    void writeExport(String language, Map<String, Object> exported, Writer out) {
        new Page(library, language, new PrintWriter(out)).writeAll(exported);
    }

    /// The text while it is written.
    private static final class Page {

        private final ScriptLibrary library;
        private final ScriptTexts texts;
        private final String language;
        private final PrintWriter out;
        /// Script of the answers that follow, also of earlier versions of them; empty before the first.
        private String form = "";
        /// Labels of the questions that files answered, by file.
        private final Map<String, String> questions = new HashMap<>();

        Page(ScriptLibrary library, String language, PrintWriter out) {
            this.library = library;
            this.texts = library.texts();
            this.language = language;
            this.out = out;
        }

        void writeAll(Map<String, Object> exported) {
            out.append(named("title")).append("\n").append(named("pictures")).append("\n");
            exported.forEach((name, value) -> {
                if (value instanceof Iterable<?> || value instanceof Map<?, ?>) {
                    out.append("\n\n== ").append(named(name)).append(" ==\n");
                    if (value instanceof Iterable<?> list && !list.iterator().hasNext()) {
                        out.append(named("nothing")).append("\n");
                    } else {
                        value(name, value, "", "");
                    }
                    check();
                } else {
                    line(named(name), plain(value, "", name), "");
                }
            });
        }

        /// Throws when the writer has failed, which it does not report itself.
        private void check() {
            if (out.checkError()) {
                throw new UncheckedIOException(new IOException("the copy could not be written"));
            }
        }

        /// Writes a value.
        ///
        /// @param script to which these answers belong; empty for other data
        private void value(String name, Object value, String indent, String script) {
            if (value instanceof Map<?, ?> map) {
                map(map, indent, script);
            } else if (value instanceof Iterable<?> list) {
                int place = 1;
                for (Object item : list) {
                    if (item instanceof Map<?, ?> map) {
                        out.append(indent).append(Integer.toString(place++)).append(".\n");
                        map(map, indent + "   ", script);
                    } else {
                        out.append(indent)
                                .append("- ")
                                .append(plain(item, script, name))
                                .append("\n");
                    }
                }
            }
        }

        private void map(Map<?, ?> map, String indent, String script) {
            if (map.get(SCRIPT_KEY) instanceof String named) {
                form = named;
            }
            if (map.get(FILE_KEY) instanceof String file && questions.containsKey(file)) {
                line(named(QUESTION_KEY), questions.get(file), indent);
            }
            map.forEach((key, value) -> {
                String name = String.valueOf(key);
                String label = script.isEmpty() ? named(name) : labelled(script, name);
                String inner = name.equals(ANSWERS_KEY) ? form : script;
                if (value instanceof Iterable<?> || value instanceof Map<?, ?>) {
                    out.append(indent).append(label).append(":\n");
                    value(name, value, indent + "   ", inner);
                } else if (!repeatsHistory(map, name)) {
                    line(label, name.equals(SCRIPT_KEY) ? title(form) : plain(value, script, name), indent);
                }
            });
        }

        private static boolean repeatsHistory(Map<?, ?> map, String name) {
            return name.equals(DETAIL_KEY) && map.get(WHAT_KEY) instanceof String what && what.startsWith(LINE_START);
        }

        private void line(String label, String words, String indent) {
            if (words.isEmpty()) {
                return;
            }
            out.append(indent)
                    .append(label)
                    .append(": ")
                    .append(words.replace("\n", "\n" + indent + "   "))
                    .append("\n");
        }

        private String plain(Object value, String script, String name) {
            if (value instanceof Instant time) {
                return TIME_FORMAT.format(time);
            }
            if (value instanceof Boolean truth) {
                return texts.formatText(language, truth ? "options.yes_no.yes" : "options.yes_no.no");
            }
            String code = Objects.toString(value, "");
            return script.isEmpty() ? coded(name, code) : answered(script, name, code);
        }

        private String answered(String script, String name, String value) {
            if (isFile(script, last(name))) {
                questions.put(value, labelled(script, name));
                return named(FILE_KEY) + " " + value;
            }
            return texts.optionInWords(language, script + "." + last(name), value);
        }

        private boolean isFile(String script, String name) {
            return library.findCurrent(script) != null
                    && library.findCurrent(script).named().get(name) instanceof ScriptStep.Question question
                    && question.type() instanceof FileField;
        }

        private String coded(String name, String code) {
            return switch (name) {
                case "status", "reasons" -> wordOr(texts.codesInWords(language, code), code);
                case "who" -> named(code);
                default -> CODED_NAMES.contains(name) ? wordOf(code) : code;
            };
        }

        /// A state of an application and a role have their words elsewhere, and so have most subjects of tickets.
        private String wordOf(String code) {
            String key = "copy.codes." + code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
            String topic = "human.topic.options." + code;
            if (texts.hasText(key)) {
                return texts.formatText(language, key);
            }
            return texts.hasText(topic)
                    ? texts.formatText(language, topic)
                    : wordOr(
                            texts.codesInWords(
                                    language, code.startsWith(LINE_START) ? code.substring(LINE_START.length()) : code),
                            code);
        }

        private static String wordOr(String word, String code) {
            return word.isEmpty() ? code : word;
        }

        private String title(String script) {
            String key = script + ".title";
            return texts.hasText(key) ? texts.formatText(language, key) : script;
        }

        private String labelled(String script, String name) {
            String key = script + "." + last(name) + ".label";
            return texts.hasText(key)
                    ? texts.formatText(language, key)
                    : last(name).replace('_', ' ');
        }

        /// Name of the question, for an answer in a list.
        private static String last(String name) {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        private String named(String name) {
            String key = "copy." + name;
            return texts.hasText(key) ? texts.formatText(language, key) : name.replace('_', ' ');
        }
    }
}
