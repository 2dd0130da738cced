package pk.rahnuma.post;

import java.util.List;

/// Fetches what was posted, to send it. The hall has one; a process without (a command beside the server) leaves the
/// messages for the server to find.
public interface Courier {

    /// Told after the commit, on the thread that committed: must return at once.
    void posted(List<Message> messages);
}
