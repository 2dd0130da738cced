package pk.rahnuma.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire to a server on this machine that can be cut and mended.
final class Wire implements AutoCloseable {

    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    Wire(int target) throws IOException {
        this.target = target;
        listen(0);
    }

    int port() {
        return server.getLocalPort();
    }

    /// All connections break, and new ones are refused.
    void cut() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    void mend() throws IOException {
        listen(server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private void listen(int port) throws IOException {
        ServerSocket mine = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        server = mine;
        Thread.ofVirtual().start(() -> accept(mine));
    }

    private void accept(ServerSocket mine) {
        try {
            while (true) {
                Socket near = mine.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                open.add(near);
                open.add(far);
                if (mine.isClosed()) {
                    near.close();
                    far.close();
                }
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
            }
        } catch (IOException e) {
            // Cut.
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One end hung up.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }
}
