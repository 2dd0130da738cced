package pk.rahnuma.faults.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// TCP proxy to servers on this machine that can be interrupted and restored. Connections go to the servers in
/// turn, as far as they accept them, as with a load balancer.
public final class InterruptibleProxy implements AutoCloseable {

    private final int[] targets;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    /// Server of the last connection.
    private int turn;

    public InterruptibleProxy(int... targets) throws IOException {
        this.targets = targets.clone();
        listen(0);
    }

    public int port() {
        return server.getLocalPort();
    }

    /// Breaks all connections and rejects new ones.
    public void interrupt() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    public void restore() throws IOException {
        listen(server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        interrupt();
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
                near.setTcpNoDelay(true);
                Socket far = connect();
                if (far == null) {
                    near.close();
                    continue;
                }
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
            // Interrupted.
        }
    }

    /// Connects to a server.
    ///
    /// @return null when none accepts
    private Socket connect() {
        for (int i = 0; i < targets.length; i++) {
            turn = (turn + 1) % targets.length;
            try {
                Socket far = new Socket(InetAddress.getLoopbackAddress(), targets[turn]);
                far.setTcpNoDelay(true);
                return far;
            } catch (IOException e) {
                // Try the next one.
            }
        }
        return null;
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One end disconnected.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }
}
