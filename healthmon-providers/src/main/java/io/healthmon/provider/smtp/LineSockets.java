package io.healthmon.provider.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes sockets in the clear that belong to a line. */
final class LineSockets extends SocketFactory {

    private final SocketFactory plain = SocketFactory.getDefault();
    private final MailLine line;

    LineSockets(MailLine line) {
        this.line = line;
    }

    @Override
    public Socket createSocket() throws IOException {
        return line.opened(plain.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return line.opened(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return line.opened(plain.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return line.opened(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return line.opened(plain.createSocket(host, port, from, fromPort));
    }
}
