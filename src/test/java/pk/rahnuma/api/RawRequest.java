package pk.rahnuma.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Request as bytes, which no normal client would send.
///
/// @param headers whole lines
/// @param body null for none
public record RawRequest(String method, String target, List<String> headers, byte[] body) {

    private static final int TIMEOUT_MILLIS = 20_000;

    private static final Pattern CONTENT_LENGTH_PATTERN = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");
    private static final Pattern CHUNKED_PATTERN = Pattern.compile("(?i)\r\ntransfer-encoding: chunked");

    /// Response.
    ///
    /// @param status 0 when the connection was closed without a response
    public record Response(int status, String head, String body) {}

    public Response sendTo(URI server) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            write(socket.getOutputStream());
            return read(socket.getInputStream());
        } catch (SocketException e) {
            return new Response(0, "", e.getMessage());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + this, e);
        }
    }

    private void write(OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (body != null && !isChunked()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(isChunked() ? chunks() : body == null ? new byte[0] : body);
        out.write(bytes.toByteArray());
        out.flush();
    }

    private boolean isChunked() {
        return headers.contains("Transfer-Encoding: chunked");
    }

    /// Body as a single chunk: a server would wait for the rest of an unfinished request.
    private byte[] chunks() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (body != null && body.length > 0) {
            bytes.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(body);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    /// Reads a response; of a stream of events, only the head. 100 Continue is not a final response.
    private Response read(InputStream in) throws IOException {
        String head = upTo("\r\n\r\n", in);
        while (head.startsWith("HTTP/1.1 100 ")) {
            head = upTo("\r\n\r\n", in);
        }
        if (!head.startsWith("HTTP/1.")) {
            return new Response(0, head, "");
        }
        Matcher length = CONTENT_LENGTH_PATTERN.matcher(head);
        byte[] body = {};
        if (!method.equals("HEAD") && length.find()) {
            body = in.readNBytes(Integer.parseInt(length.group(1)));
        } else if (!method.equals("HEAD")
                && CHUNKED_PATTERN.matcher(head).find()
                && !head.contains("text/event-stream")) {
            body = upTo("\r\n0\r\n\r\n", in).getBytes(StandardCharsets.ISO_8859_1);
        }
        int status = Integer.parseInt(head.substring(9, 12));
        return new Response(status, head, new String(body, StandardCharsets.UTF_8));
    }

    private static String upTo(String end, InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!(read.length() >= end.length()
                && read.substring(read.length() - end.length()).equals(end))) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            read.append((char) b);
        }
        return read.toString();
    }

    @Override
    public String toString() {
        String shown = body == null ? "" : new String(body, StandardCharsets.ISO_8859_1);
        return method + " " + brief(target) + " "
                + headers.stream().map(RawRequest::brief).toList() + "\n" + brief(shown);
    }

    private static String brief(String text) {
        return text.length() < 400 ? text : text.substring(0, 400) + "… " + text.length();
    }
}
