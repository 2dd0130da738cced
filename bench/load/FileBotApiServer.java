package load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Bot API for a bot that polls, and whose users send files.
final class FileBotApiServer implements AutoCloseable {

    static final String TOKEN = "4242:HostileHostileHostile";

    static final Pattern TICKET = Pattern.compile("T[A-Z0-9]{3}-[A-Z0-9]{4}-[A-Z0-9]{2}");

    private static final long HANGING_MILLIS = 60_000;
    private static final String DONE = "{\"ok\":true,\"result\":true}";

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<String> updates = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> tickets = new LinkedBlockingQueue<>();
    private final Map<Long, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean odd;
    private volatile boolean hanging;

    FileBotApiServer() throws IOException {
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Answers getUpdates with a malformed result from now on.
    void answerOddly() {
        odd = true;
    }

    /// Leaves all sent messages unanswered from now on.
    void hang() {
        hanging = true;
    }

    void write(long person, String text) {
        update(person, "\"text\":\"" + text + "\"");
    }

    /// Asks for an agent.
    ///
    /// @return the number of the ticket
    String openTicket(long person) throws IOException, InterruptedException {
        for (String text : List.of("hello", "human", "It is slow.")) {
            update(person, "\"text\":\"" + text + "\"");
        }
        String ticket = tickets.poll(20, TimeUnit.SECONDS);
        if (ticket == null) {
            throw new IOException("no ticket");
        }
        return ticket;
    }

    /// Sends a file as a picture.
    void sendPicture(long person, byte[] file) {
        long number = update(person, "\"document\":{\"file_id\":\"f%1$d\",\"file_unique_id\":\"u%1$d\","
                + "\"file_name\":\"card.jpg\",\"mime_type\":\"image/jpeg\",\"file_size\":" + file.length + "}");
        files.put(number, file);
    }

    /// Queues an update.
    ///
    /// @param content in which `%1$d` is the number of the update
    private long update(long person, String content) {
        long number = sent.incrementAndGet();
        String who = "{\"id\":" + person + ",\"is_bot\":false,\"first_name\":\"A\",\"language_code\":\"en\"}";
        updates.add("{\"update_id\":" + number + ",\"message\":{\"message_id\":" + number
                + ",\"date\":1790000000,\"from\":" + who + ",\"chat\":{\"id\":" + person
                + ",\"type\":\"private\",\"first_name\":\"A\"}," + content.formatted(number) + "}}");
        return number;
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        try {
            byte[] answer = path.startsWith("/file/")
                    ? files.get(number(path))
                    : answer(path.substring(path.lastIndexOf('/') + 1), body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static long number(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('f') + 1));
    }

    private String answer(String method, byte[] body) throws InterruptedException {
        String text = new String(body, StandardCharsets.UTF_8);
        return switch (method.toLowerCase(Locale.ROOT)) {
            case "getupdates" -> {
                if (odd) {
                    yield DONE;
                }
                String update = updates.poll(1, TimeUnit.SECONDS);
                yield "{\"ok\":true,\"result\":[" + (update == null ? "" : update) + "]}";
            }
            case "getme" ->
                "{\"ok\":true,\"result\":{\"id\":4242,\"is_bot\":true,\"first_name\":\"Bench\",\"username\":\"BenchBot\"}}";
            case "getfile" -> {
                String id = text.replaceAll("(?s).*(f[0-9]+).*", "$1");
                yield "{\"ok\":true,\"result\":{\"file_id\":\"" + id + "\",\"file_unique_id\":\"u\",\"file_size\":"
                        + files.get(number(id)).length + ",\"file_path\":\"documents/" + id + "\"}}";
            }
            case "sendmessage" -> {
                if (hanging) {
                    Thread.sleep(HANGING_MILLIS);
                }
                TICKET.matcher(text).results().forEach(ticket -> tickets.add(ticket.group()));
                yield "{\"ok\":true,\"result\":{\"message_id\":" + (1_000_000 + sent.incrementAndGet())
                        + ",\"date\":1790000000,\"chat\":{\"id\":1,\"type\":\"private\"},\"text\":\"?\"}}";
            }
            default -> DONE;
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
