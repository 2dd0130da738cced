package pk.rahnuma.person.export;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// Writes the data about a person as readable text: names in their language (`copy.<name>`), answers under the labels
/// of their questions, times of Pakistan.
@Singleton
final class DataExportText {

    private static final DateTimeFormatter TIME_FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(EngineContext.PAKISTAN_ZONE);
    private static final String ANSWERS_KEY = "answers";
    private static final String SCRIPT_KEY = "script";

    private final ScriptLibrary library;

    DataExportText(ScriptLibrary library) {
        this.library = library;
    }

    void writeExport(String language, Map<String, Object> exported, Writer out) {
        new Page(library.texts(), language, new PrintWriter(out)).writeAll(exported);
    }

    /// The text while it is written.
    private record Page(ScriptTexts texts, String language, PrintWriter out) {

        void writeAll(Map<String, Object> exported) {
            out.append(named("title")).append("\n");
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
                    line(named(name), value, "", "");
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
            String own = map.get(SCRIPT_KEY) instanceof String named ? named : "";
            map.forEach((key, value) -> {
                String name = String.valueOf(key);
                String label = script.isEmpty() ? named(name) : labelled(script, name);
                String inner = name.equals(ANSWERS_KEY) ? own : script;
                if (value instanceof Iterable<?> || value instanceof Map<?, ?>) {
                    out.append(indent).append(label).append(":\n");
                    value(name, value, indent + "   ", inner);
                } else {
                    line(label, name.equals(SCRIPT_KEY) ? title(own) : plain(value, script, name), indent, "");
                }
            });
        }

        private void line(String label, Object value, String indent, String script) {
            String words = plain(value, script, "");
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
            String code = String.valueOf(value);
            if (!script.isEmpty()) {
                String option = script + "." + last(name) + ".options." + code;
                return texts.hasText(option) ? texts.formatText(language, option) : code;
            }
            String word = name.equals("status") || name.equals("reasons") ? texts.codesInWords(language, code) : "";
            return !word.isEmpty() ? word : name.equals("who") ? named(code) : code;
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
