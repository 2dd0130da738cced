package pk.rahnuma.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Connection that sends prepared requests and skips the bodies of responses: it costs the measured process little.
final class BenchmarkHttpConnection implements AutoCloseable {

    private static final int BUFFER_BYTES = 8192;

    private final Socket socket;
    private final InputStream in;

    BenchmarkHttpConnection(URI server, int bufferBytes) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), bufferBytes);
    }

    BenchmarkHttpConnection(URI server) throws IOException {
        this(server, BUFFER_BYTES);
    }

    /// A request without a body.
    ///
    /// @param token or null
    static byte[] prepareRequest(String path, String token) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                        + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Sends a request and reads the head of the response.
    ///
    /// @return length of its body; -1 when it is not known
    /// @throws IOException when the response is not 200
    int sendRequest(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String line = readLine();
        if (!line.contains(" 200 ")) {
            throw new IOException(line);
        }
        int length = -1;
        while (!line.isEmpty()) {
            line = readLine();
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return length;
    }

    /// Sends a request and skips its response.
    void exchange(byte[] request) throws IOException {
        in.skipNBytes(sendRequest(request));
    }

    /// Reads the first bytes of a body that goes on.
    void awaitBody() throws IOException {
        if (in.read() < 0) {
            throw new IOException("closed");
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
