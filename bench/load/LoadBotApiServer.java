package load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Simulates the Bot API for one bot: accepts its calls, and delivers updates to it, at most [#MAX_IN_FLIGHT] at once.
/// Runs on one thread.
final class LoadBotApiServer implements AutoCloseable {

    /// The limit of Telegram.
    static final int MAX_IN_FLIGHT = 100;

    static final String TOKEN = "4242:BenchBenchBenchBenchBench";

    private static final byte[] JSON = bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ");
    private static final byte[] PHOTO = bytes("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: ");
    private static final byte[] BLANK = bytes("\r\n\r\n");
    /// A text field of a multipart form: its name and its value.
    private static final Pattern FORM_PART =
            Pattern.compile("form-data; name=\"([^\"]*)\"\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--", Pattern.DOTALL);

    private static final byte[] DONE = bytes("{\"ok\":true,\"result\":true}");
    private static final byte[] ME = bytes(
            "{\"ok\":true,\"result\":{\"id\":4242,\"is_bot\":true,\"first_name\":\"Bench\","
                    + "\"username\":\"BenchBot\",\"can_join_groups\":false,\"can_read_all_group_messages\":false,"
                    + "\"supports_inline_queries\":false,\"can_connect_to_business\":false,\"has_main_web_app\":false}}");

    /// Receives the calls of the bot.
    interface Listener {
        /// Handles a sent message.
        ///
        /// @return the id of the message
        long message(long chat, Map<?, ?> call);

        /// Handles the response to an update.
        ///
        /// @param accepted true when the bot accepted it
        void acknowledged(QueuedUpdate update, boolean accepted);

        /// Counts a call, either direct or in the response to an update.
        void called(boolean inAnswer);
    }

    /// Update that is to be delivered.
    ///
    /// @param rest its JSON after the id
    record QueuedUpdate(long id, long chat, String rest) {}

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final Deque<LoadHttpConnection> idle = new ArrayDeque<>();
    private final Deque<QueuedUpdate> waiting = new ArrayDeque<>();
    private InetSocketAddress target;
    private String request;
    private Listener listener;
    private int open;

    LoadBotApiServer() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.socket().getLocalPort();
    }

    void listener(Listener listener) {
        this.listener = listener;
    }

    boolean isWebhookSet() {
        return target != null;
    }

    /// Resets the state before another bot.
    void resetBot() {
        target = null;
        waiting.clear();
        selector.keys().stream()
                .filter(key -> key.attachment() != null)
                .forEach(key -> ((LoadHttpConnection) key.attachment()).close());
        idle.clear();
        open = 0;
    }

    /// Delivers an update as soon as fewer than [#MAX_IN_FLIGHT] are being delivered.
    void deliverUpdate(QueuedUpdate update) throws IOException {
        waiting.add(update);
        push();
    }

    private void push() throws IOException {
        while (!waiting.isEmpty()) {
            LoadHttpConnection wire = idle.poll();
            if (wire == null && open >= MAX_IN_FLIGHT) {
                return;
            }
            QueuedUpdate update = waiting.poll();
            if (wire == null) {
                try {
                    wire = connect();
                } catch (ConnectException e) {
                    // The bot does not listen yet, or no longer.
                    listener.acknowledged(update, false);
                    continue;
                }
            }
            wire.use = update;
            byte[] body = bytes("{\"update_id\":" + update.id() + "," + update.rest());
            wire.write(bytes(request + body.length + "\r\n\r\n"), body);
        }
    }

    private LoadHttpConnection connect() throws IOException {
        LoadHttpConnection wire = wire(SocketChannel.open(target));
        open++;
        return wire;
    }

    private LoadHttpConnection wire(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        LoadHttpConnection wire = new LoadHttpConnection(channel, key);
        key.attach(wire);
        return wire;
    }

    /// Handles pending events, and waits for the first at most so long.
    void runOnce(long millis) throws IOException {
        selector.select(this::ready, millis);
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                    wire(channel);
                }
                return;
            }
            LoadHttpConnection wire = (LoadHttpConnection) key.attachment();
            try {
                if (key.isWritable()) {
                    wire.flush();
                }
                if (key.isReadable()) {
                    read(wire);
                }
            } catch (IOException e) {
                lost(wire);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void read(LoadHttpConnection wire) throws IOException {
        boolean more = wire.read();
        while (wire.nextMessage()) {
            if (wire.head().startsWith("HTTP/")) {
                answered(wire);
            } else {
                serve(wire);
            }
        }
        if (!more) {
            lost(wire);
        }
    }

    /// Delivers an update again whose connection broke.
    private void lost(LoadHttpConnection wire) throws IOException {
        boolean outgoing = idle.remove(wire) || wire.use != null;
        wire.close();
        if (outgoing) {
            open--;
        }
        if (wire.use instanceof QueuedUpdate update) {
            wire.use = null;
            listener.acknowledged(update, false);
        }
    }

    private void answered(LoadHttpConnection wire) throws IOException {
        QueuedUpdate update = (QueuedUpdate) wire.use;
        wire.use = null;
        boolean accepted = wire.head().startsWith("200", 9);
        if ("close".equalsIgnoreCase(LoadHttpConnection.field(wire.head(), "connection"))) {
            wire.close();
            open--;
        } else {
            idle.push(wire);
        }
        if (accepted && wire.body().startsWith("{")) {
            Map<?, ?> call = (Map<?, ?>) MinimalJson.read(wire.body());
            listener.called(true);
            method((String) call.get("method"), call);
        }
        listener.acknowledged(update, accepted);
        push();
    }

    private void serve(LoadHttpConnection wire) throws IOException {
        String head = wire.head();
        int space = head.indexOf(' ');
        String path = head.substring(space + 1, head.indexOf(' ', space + 1));
        if (path.startsWith("/file/")) {
            byte[] photo = PhotoGenerator.photoAt(place(path.substring(path.lastIndexOf('/') + 1)));
            wire.write(PHOTO, bytes("" + photo.length), BLANK, photo);
            return;
        }
        int query = path.indexOf('?');
        String name = path.substring(path.lastIndexOf('/') + 1, query < 0 ? path.length() : query);
        if (listener != null) {
            listener.called(false);
        }
        byte[] body = method(name, call(head, wire.body()));
        wire.write(JSON, bytes("" + body.length), BLANK, body);
    }

    private static Map<?, ?> call(String head, String body) {
        if (body.startsWith("{")) {
            return (Map<?, ?>) MinimalJson.read(body);
        }
        Map<String, Object> call = new HashMap<>();
        String type = LoadHttpConnection.field(head, "content-type");
        if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
            for (String pair : body.split("&")) {
                String[] parts = pair.split("=", 2);
                call.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        } else if (type != null && type.startsWith("multipart/form-data")) {
            Matcher part = FORM_PART.matcher(body);
            while (part.find()) {
                call.put(part.group(1), part.group(2));
            }
        }
        return call;
    }

    private byte[] method(String name, Map<?, ?> call) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sendmessage", "editmessagetext" -> {
                long chat = Long.parseLong(call.get("chat_id").toString());
                long id = listener.message(chat, call);
                yield bytes("{\"ok\":true,\"result\":{\"message_id\":" + id + ",\"date\":1790000000,\"chat\":{\"id\":"
                        + chat + ",\"type\":\"private\",\"first_name\":\"Bench\"},\"text\":\"?\"}}");
            }
            case "getme" -> ME;
            case "setwebhook" -> {
                webhook((String) call.get("url"), (String) call.get("secret_token"));
                yield DONE;
            }
            case "getfile" -> {
                String id = call.get("file_id").toString();
                yield bytes("{\"ok\":true,\"result\":{\"file_id\":" + MinimalJson.quote(id)
                        + ",\"file_unique_id\":\"u\",\"file_size\":" + PhotoGenerator.photoAt(place(id)).length
                        + ",\"file_path\":\"photos/" + id + "\"}}");
            }
            default -> DONE;
        };
    }

    /// Number of the message that contained a photo: the part of its id after the `x` (see [VirtualUser]).
    private static long place(String id) {
        return Long.parseLong(id.substring(id.indexOf('x') + 1));
    }

    private void webhook(String url, String secret) {
        URI uri = URI.create(url);
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort());
        request = "POST " + (uri.getPath().isEmpty() ? "/" : uri.getPath()) + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nContent-Type: application/json\r\n"
                + (secret == null ? "" : "X-Telegram-Bot-Api-Secret-Token: " + secret + "\r\n") + "Content-Length: ";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        resetBot();
        server.close();
        selector.close();
    }
}
