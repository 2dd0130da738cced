package pk.rahnuma.document;

import java.io.IOException;

/// No [RenderProcess] can be started, or all are in use. The file itself may be fine.
final class RenderUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    RenderUnavailableException() {
        super("no process to read files with");
    }
}
