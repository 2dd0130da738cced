package pk.rahnuma.telegram.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.telegram.telegrambots.meta.api.methods.GetMe;

/// Connection to the Bot API over TLS, and through a proxy, which a stub without either does not cover.
class BotApiConnectionPoolTest {

    private static final String PASSWORD = "of-the-tests";
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    private static Path folder;

    private static HttpsServer server;
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private BotApiClient bot;

    /// Starts a server with a certificate for `localhost` alone, which is not trusted by default.
    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            REQUESTS.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{\"ok\":true,\"result\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @AfterEach
    void close() {
        if (bot != null) {
            bot.closeConnections();
        }
        System.clearProperty(TRUST);
        System.clearProperty(TRUST_PASSWORD);
    }

    private static void trust() {
        System.setProperty(TRUST, folder.resolve("keys.p12").toString());
        System.setProperty(TRUST_PASSWORD, PASSWORD);
    }

    private BotApiResult ask(String host) {
        String api = "https://" + host + ":" + server.getAddress().getPort();
        bot = new BotApiClient(
                new TelegramConfiguration("4242:ABCDEFGHIJKLMNOP", api),
                Duration.ofSeconds(30),
                new BotApiMetrics(new SimpleMeterRegistry()));
        return bot.callIdempotent(new GetMe());
    }

    @Test
    void aCallGoesOverTlsToAServerThatIsTrusted() {
        trust();
        assertThat(ask("localhost")).isInstanceOf(BotApiResult.Success.class);
        assertThat(bot.callIdempotent(new GetMe())).isInstanceOf(BotApiResult.Success.class);
    }

    @Test
    void aServerWithAnUntrustedCertificateGetsNoRequest() {
        int before = REQUESTS.get();
        assertThat(ask("localhost")).isInstanceOf(BotApiResult.NotSent.class);
        assertThat(REQUESTS).hasValue(before);
    }

    @Test
    void aTrustedCertificateOfAnotherNameIsNotEnough() {
        trust();
        int before = REQUESTS.get();
        assertThat(ask("127.0.0.1")).isInstanceOf(BotApiResult.NotSent.class);
        assertThat(REQUESTS).hasValue(before);
    }

    @Test
    void aCallUsesTheProxyOfTheJvm() throws Exception {
        trust();
        ProxySelector before = ProxySelector.getDefault();
        try (Tunnel tunnel = new Tunnel()) {
            ProxySelector.setDefault(tunnel.selector());
            assertThat(ask("localhost")).isInstanceOf(BotApiResult.Success.class);
            assertThat(tunnel.asked)
                    .containsExactly("CONNECT localhost:" + server.getAddress().getPort() + " HTTP/1.1");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void aProxyThatIsNotThereLeavesTheCallUnwritten() throws Exception {
        trust();
        ProxySelector before = ProxySelector.getDefault();
        Tunnel tunnel = new Tunnel();
        tunnel.close();
        try {
            ProxySelector.setDefault(tunnel.selector());
            assertThat(ask("localhost")).isInstanceOf(BotApiResult.NotSent.class);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    /// A proxy that forwards every request.
    private static final class Tunnel implements AutoCloseable {

        private final ServerSocket adapter = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        private final List<String> asked = new CopyOnWriteArrayList<>();

        Tunnel() throws IOException {
            Thread.ofVirtual().start(this::run);
        }

        ProxySelector selector() {
            return ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), adapter.getLocalPort()));
        }

        private void run() {
            try {
                while (true) {
                    Socket from = adapter.accept();
                    Thread.ofVirtual().start(() -> open(from));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        private void open(Socket from) {
            try (from) {
                BufferedReader head =
                        new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.US_ASCII), 1);
                String first = head.readLine();
                asked.add(first);
                while (!head.readLine().isEmpty()) {
                    // The rest of the head.
                }
                String[] to = first.split(" ")[1].split(":");
                try (Socket there = new Socket(to[0], Integer.parseInt(to[1]))) {
                    from.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    Thread back = Thread.ofVirtual().start(() -> copy(there, from));
                    copy(from, there);
                    back.join();
                }
            } catch (IOException e) {
                // The caller sees a cut connection.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException e) {
                // One of them is gone.
            }
        }

        @Override
        public void close() throws IOException {
            adapter.close();
        }
    }
}
