package pk.rahnuma.document.render;

import java.io.IOException;

/// No [RenderProcess] can be started, or all are in use. It says nothing about the file.
final class RenderUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    RenderUnavailableException() {
        super("no process to read files with");
    }
}
