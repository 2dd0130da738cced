package load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Mail server on loopback that takes every message and forgets it.
final class MailSinkServer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());

    MailSinkServer() throws IOException {
        Thread.ofVirtual().start(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            reply(out, "220 sink");
            boolean content = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (content) {
                    content = !line.equals(".");
                    if (!content) {
                        reply(out, "250 taken");
                    }
                } else if (command.startsWith("DATA")) {
                    content = true;
                    reply(out, "354 go on");
                } else {
                    reply(out, command.startsWith("QUIT") ? "221 bye" : "250 ok");
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void reply(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
