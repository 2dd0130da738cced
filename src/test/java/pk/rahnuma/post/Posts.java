package pk.rahnuma.post;

import pk.rahnuma.Database;
import pk.rahnuma.node.Nodes;

/// The post without a courier, for rooms to try.
public final class Posts {

    private Posts() {}

    public static Messages messages(Database database) {
        return new Messages(database.jdbi(), database.vault(), Nodes.alone(database), posted -> {});
    }

    public static Chats chats(Database database) {
        return new Chats(database.jdbi(), database.vault());
    }
}
