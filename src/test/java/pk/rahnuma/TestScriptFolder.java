package pk.rahnuma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Copy of the packaged scripts to which a test adds one of its own.
public final class TestScriptFolder {

    private TestScriptFolder() {}

    /// Copies the scripts.
    ///
    /// @param into an empty folder
    /// @param texts the same in every language
    public static Path copyWithScript(Path into, String script, String flow, String texts) {
        Path packaged = Path.of("bot-scripts");
        try (Stream<Path> files = Files.walk(packaged)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = into.resolve(packaged.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            Files.writeString(into.resolve(script + ".yaml"), flow);
            for (String language : List.of("en", "ur", "ur-Latn")) {
                Files.writeString(into.resolve("texts/" + language + "/" + script + ".yaml"), texts);
            }
            return into;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds a script that asks for two pictures: `card`, with the words "Front?", "Back?" and "All here.".
    public static Path copyWithCardScript(Path into) {
        return copyWithScript(into, "card", """
                script: card
                menu: 9
                keeps: true
                steps:
                  - ask: front
                    type: file
                  - ask: back
                    type: file
                    optional: true
                  - ask: remark
                    type: text
                  - end: all
                """, """
                card:
                  title: "Card"
                  words: [card]
                  front: {ask: "Front?", label: "Front"}
                  back: {ask: "Back?", label: "Back"}
                  remark: {ask: "Remark?", label: "Remark"}
                  all: {say: "All here."}
                """);
    }
}
