package load;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// Reads how many bytes the threads of another JVM have allocated, by its own count.
final class AllocationProbe implements AutoCloseable {

    private final JMXConnector connector;

    private AllocationProbe(JMXConnector connector) {
        this.connector = connector;
    }

    static AllocationProbe attach(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return new AllocationProbe(
                    JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /// Bytes of all threads since the start.
    long allocatedBytes() throws IOException, JMException {
        return (Long) connector
                .getMBeanServerConnection()
                .getAttribute(new ObjectName("java.lang:type=Threading"), "TotalThreadAllocatedBytes");
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
