package pk.rahnuma.post;

import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.Database;
import pk.rahnuma.node.Nodes;

/// The post without a courier, for rooms to try.
public final class Posts {

    private Posts() {}

    public static Messages messages(Database database) {
        return new Messages(database.jdbi(), database.vault(), Nodes.alone(database), posted -> {});
    }

    /// Writes lines that are left for whoever finds them.
    public static void append(Messages messages, List<Message> lines) {
        messages.append(
                lines,
                lines.stream()
                        .collect(Collectors.toMap(Message::conversation, m -> new Carrier(0, null, 0), (a, b) -> a)));
    }

    public static Chats chats(Database database) {
        return new Chats(database.jdbi(), database.vault());
    }
}
