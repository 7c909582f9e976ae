package io.healthmon.check.network;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A driver that fails as a test says, for what no real database can be driven into, and keeps what it was given. */
final class StandInDriver implements Driver, AutoCloseable {

    private final String prefix;
    private final @Nullable SQLException atConnect;
    private final @Nullable SQLException atQuery;
    Properties given = new Properties();

    private StandInDriver(String prefix, @Nullable SQLException atConnect, @Nullable SQLException atQuery) {
        this.prefix = prefix;
        this.atConnect = atConnect;
        this.atQuery = atQuery;
    }

    /** Answers addresses that begin so, until it is closed. */
    static StandInDriver answering(String prefix, @Nullable SQLException atConnect, @Nullable SQLException atQuery)
            throws SQLException {
        StandInDriver driver = new StandInDriver(prefix, atConnect, atQuery);
        DriverManager.registerDriver(driver);
        return driver;
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        given = properties;
        if (atConnect != null) {
            throw atConnect;
        }
        return standIn(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "createStatement" -> statement();
            case "getMetaData" -> standIn(DatabaseMetaData.class, (self, asked, none) -> "StandIn");
            case "getAutoCommit", "isValid" -> true;
            default -> null;
        });
    }

    private Statement statement() {
        return standIn(Statement.class, (proxy, method, arguments) -> {
            if (method.getName().equals("execute") && atQuery != null) {
                throw atQuery;
            }
            return method.getReturnType() == boolean.class ? (Object) true : null;
        });
    }

    private static <T> T standIn(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(prefix);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("none");
    }

    @Override
    public void close() throws SQLException {
        DriverManager.deregisterDriver(this);
    }
}
