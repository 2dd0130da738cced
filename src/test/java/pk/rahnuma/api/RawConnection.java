package pk.rahnuma.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Connection that sends bytes as they are, and reads responses as bytes.
public final class RawConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Pattern STATUS_PATTERN = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    public static RawConnection connectTo(URI server) {
        return connectTo(server, "127.0.0.1");
    }

    /// Connects to a server.
    ///
    /// @param from an address of this machine
    public static RawConnection connectTo(URI server, String from) {
        try {
            Socket socket = new Socket(server.getHost(), server.getPort(), InetAddress.getByName(from), 0);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawConnection sendBytes(String text) {
        return sendBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection sendBytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends like [#sendBytes].
    ///
    /// @return false when the other end has closed the connection
    public boolean trySend(String text) {
        try {
            sendBytes(text);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /// Reads to the end. Fails when the other end does not close.
    public String readToEnd() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after: " + all.toString(StandardCharsets.UTF_8), e);
        } catch (IOException reset) {
            // Treated as closed.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /// Status of the next response; 0 when the connection is closed.
    public int readStatus() {
        StringBuilder head = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0 && !head.toString().endsWith("\r\n\r\n"); next = in.read()) {
                head.append((char) next);
                if (head.toString().endsWith("\r\n\r\n")) {
                    break;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return head.isEmpty() ? 0 : Integer.parseInt(head.substring(9, 12));
    }

    public static long countAnswers(String read) {
        return STATUS_PATTERN.matcher(read).results().count();
    }

    public static int firstStatus(String read) {
        var matcher = STATUS_PATTERN.matcher(read);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
