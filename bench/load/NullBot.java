package load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Bot that keeps its state in memory, stores nothing and replies in the response: shows the maximum throughput of the
/// generator. `--bots=nothing`.
public final class NullBot {

    private static final String RESPONSE_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";

    private final DialogScenario walk;
    private final Map<Long, List<String>> said = new HashMap<>();

    private NullBot(DialogScenario walk) {
        this.walk = walk;
    }

    public static void main(String[] args) throws Exception {
        NullBot bot = new NullBot(DialogScenario.readFile(Path.of(args[0])));
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("PORT"))),
                    1024);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            setWebhook();
            while (true) {
                selector.select(key -> bot.ready(selector, server, key));
            }
        }
    }

    private static void setWebhook() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body = "{\"url\":" + MinimalJson.quote(System.getenv("TELEGRAM_WEBHOOK_URL") + "/") + "}";
            client.send(
                    HttpRequest.newBuilder(URI.create(System.getenv("TELEGRAM_API_URL") + "/bot1:x/setWebhook"))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private void ready(Selector selector, ServerSocketChannel server, SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = server.accept();
                channel.configureBlocking(false);
                SelectionKey own = channel.register(selector, SelectionKey.OP_READ);
                own.attach(new LoadHttpConnection(channel, own));
                return;
            }
            LoadHttpConnection wire = (LoadHttpConnection) key.attachment();
            if (!wire.read()) {
                wire.close();
                return;
            }
            while (wire.nextMessage()) {
                byte[] reply = reply((Map<?, ?>) MinimalJson.read(wire.body())).getBytes(StandardCharsets.UTF_8);
                wire.write((RESPONSE_HEAD + reply.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8), reply);
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private String reply(Map<?, ?> update) {
        Map<?, ?> tap = (Map<?, ?>) update.get("callback_query");
        Map<?, ?> message = (Map<?, ?>) (tap == null ? update : tap).get("message");
        long chat = (Long) ((Map<?, ?>) message.get("chat")).get("id");
        List<String> mine = said.computeIfAbsent(chat, unknown -> new ArrayList<>());
        if (mine.size() == walk.form().size()) {
            mine.clear();
        }
        mine.add((String) (tap == null ? message.get("text") : tap.get("data")));
        int at = mine.size() - 1;
        String text = String.join(" ", walk.form().get(at).see().getLast());
        StringBuilder keyboard = new StringBuilder();
        if (at + 1 < walk.form().size()) {
            for (String option : walk.form().get(at + 1).options()) {
                keyboard.append(keyboard.isEmpty() ? "" : ",")
                        .append("[{\"text\":")
                        .append(MinimalJson.quote(option))
                        .append(",\"callback_data\":")
                        .append(MinimalJson.quote(option))
                        .append("}]");
            }
        } else {
            for (int i = 1; i < mine.size(); i++) {
                text = text.replace("{" + i + "}", mine.get(i));
            }
        }
        return "{\"method\":\"sendMessage\",\"chat_id\":" + chat + ",\"text\":" + MinimalJson.quote(text)
                + ",\"reply_markup\":{\"inline_keyboard\":[" + keyboard + "]}}";
    }
}
