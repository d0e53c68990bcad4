using RingRift.Azure.Connections;

namespace RingRift.Azure.Tests.Connections;

public sealed class ProxyBypassTests
{
    private const string Own = "localhost,127.0.0.1,::1,[::1],169.254.169.254";

    [Theory]
    [InlineData(null, Own)]
    [InlineData("", Own)]
    [InlineData(".corp.example, 10.0.0.1", ".corp.example,10.0.0.1," + Own)]
    [InlineData("LOCALHOST,127.0.0.1", "LOCALHOST,127.0.0.1,::1,[::1],169.254.169.254")]
    [InlineData(Own, Own)]
    [InlineData("*", "*," + Own)]
    public void Should_add_the_addresses_that_no_proxy_reaches_and_keep_the_rest(string? list, string expected) =>
        Assert.Equal(expected, ProxyBypass.With(list));
}
