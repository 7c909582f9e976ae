package io.healthmon.provider.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Makes secured sockets whose connections belong to a line. */
final class LineTlsSockets extends SSLSocketFactory {

    private final SSLSocketFactory secured;
    private final MailLine line;

    LineTlsSockets(SSLSocketFactory secured, MailLine line) {
        this.secured = secured;
        this.line = line;
    }

    /** Secures a connection; it is the connection that is closed when the line is cut, as that waits for nobody. */
    @Override
    public Socket createSocket(Socket connection, String host, int port, boolean autoClose) throws IOException {
        return secured.createSocket(line.opened(connection), host, port, autoClose);
    }

    @Override
    public Socket createSocket() throws IOException {
        return line.opened(secured.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return line.opened(secured.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return line.opened(secured.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return line.opened(secured.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return line.opened(secured.createSocket(host, port, from, fromPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return secured.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return secured.getSupportedCipherSuites();
    }
}
