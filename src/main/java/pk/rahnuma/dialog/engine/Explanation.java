package pk.rahnuma.dialog.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingState;

/// Account of how a typed message is read, for authors.
///
/// @param phrases in it, each with its kinds and senses
/// @param state of the conversation in which it is read
/// @param values that questions of the running script find in it, by their names
/// @param act the likeliest of those that it can be
/// @param readings that count, the one that is followed first
/// @param understanding what came of it
public record Explanation(
        List<String> phrases,
        ReadingState state,
        Map<String, String> values,
        MessageAct act,
        List<Reading> readings,
        Understanding understanding) {

    /// Lines for a terminal.
    public List<String> toLines() {
        List<String> lines = new ArrayList<>();
        phrases.forEach(phrase -> lines.add("phrase    " + phrase));
        values.forEach((question, value) -> lines.add("value     " + question + " = " + value));
        lines.add("act       %s %.2f".formatted(act.key(), act.confidence()));
        lines.add("state     " + state.title());
        readings.forEach(reading -> lines.add("reading   %d %s %s%s"
                .formatted(
                        reading.kind().ordinal() + 1,
                        Understanding.nameOf(reading.kind()),
                        reading.subject(),
                        reading.confidence() < 1 ? String.format(Locale.ROOT, " %.2f", reading.confidence()) : "")));
        lines.add("followed  " + understanding.toText());
        return lines;
    }
}
