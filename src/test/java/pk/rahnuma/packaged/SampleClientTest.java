package pk.rahnuma.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.document.SampleFiles;

/// The sample client of the documentation, and its transcript.
@Tag("long")
class SampleClientTest {

    private static final Path SAMPLE = Path.of("docs", "sample-client");
    private static final String CODE = "(code)";

    /// Typed by the person, in the order of the transcript.
    private static final List<String> TYPED = List.of(
            "0300 1234567",
            CODE,
            "yes",
            "freelancer",
            "Ayesha Khan",
            "35202-123",
            "35202-1234567-8",
            "0300 1234567",
            "ayesha@example.com",
            "lahore",
            "OpenVPN",
            "id_front.jpg",
            "id_back.jpg",
            "proof_file.jpg",
            "static_ip",
            "nayatel",
            "NT-99812",
            "103.255.4.22",
            "remote_servers",
            "yes");

    @TempDir
    private Path folder;

    @Test
    void theSampleClientRegistersAsItsTranscriptShows() throws Exception {
        for (String photo : List.of("id_front", "id_back", "proof_file")) {
            Files.write(folder.resolve(photo + ".jpg"), SampleFiles.cardFor(photo));
        }
        try (PackagedServer server = PackagedServer.startOnH2()) {
            String transcript = neutralise(run(server));
            Path written = SAMPLE.resolve("transcript.txt");
            if (Boolean.getBoolean("rahnuma.docs.write")) {
                Files.writeString(written, transcript);
            }
            assertThat(transcript).isEqualTo(Files.readString(written));
        }
    }

    private String run(PackagedServer server) throws Exception {
        String[] options = {
            "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", sample()
        };
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options))
                .isZero();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Method run = classes.loadClass("RegistrationApp")
                    .getDeclaredMethod("run", String.class, BufferedReader.class, PrintStream.class);
            run.setAccessible(true);
            run.invoke(
                    null,
                    server.address().toString(),
                    new Keyboard(server, folder),
                    new PrintStream(shown, true, StandardCharsets.UTF_8));
        }
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static String sample() {
        return SAMPLE.resolve("RegistrationApp.java").toString();
    }

    /// Replaces what differs in each run.
    private String neutralise(String shown) {
        return shown.replace(folder + "/", "")
                .replaceAll("> \\d{6}\n", "> 048151\n")
                .replaceAll("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\\b", "K7MP-4RTX-9X")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "2026-12-11T12:00:00Z");
    }

    /// Person who types.
    private static final class Keyboard extends BufferedReader {

        private final Queue<String> typed = new ArrayDeque<>(TYPED);
        private final PackagedServer server;
        private final Path folder;

        Keyboard(PackagedServer server, Path folder) {
            super(Reader.nullReader());
            this.server = server;
            this.folder = folder;
        }

        @Override
        public String readLine() throws IOException {
            String next = typed.remove();
            if (next.equals(CODE)) {
                server.awaitCodeAfter(0);
                return server.lastSentCode();
            }
            return next.endsWith(".jpg") ? folder.resolve(next).toString() : next;
        }
    }
}
