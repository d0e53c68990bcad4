using System.ComponentModel.DataAnnotations;
using RingRift.GpuWorker.Health;

namespace RingRift.GpuWorker.Tests.Health;

public sealed class HealthOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1:8081")]
    [InlineData("http://0.0.0.0:8081")]
    [InlineData("http://[::]:8081/")]
    public void Should_take_an_address_to_listen_on(string address) => Assert.Empty(Errors(address));

    [Theory]
    [InlineData("8081")]
    [InlineData("https://127.0.0.1:8081")]
    [InlineData("http://127.0.0.1:8081/health")]
    public void When_it_is_no_such_address_should_say_what_it_must_be(string address)
    {
        var error = Assert.Single(Errors(address)).ErrorMessage!;
        Assert.Contains($"'{address}'", error, StringComparison.Ordinal);
        Assert.Contains("http://HOST:PORT", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8081", "http://127.0.0.1:8081/health/ready")]
    [InlineData("http://[::]:8081", "http://[::1]:8081/health/ready")]
    [InlineData("http://10.1.2.3:9", "http://10.1.2.3:9/health/ready")]
    [InlineData("http://127.0.0.1:0", null)]
    [InlineData("", null)]
    public void Should_be_asked_where_it_can_be_reached(string address, string? target) =>
        Assert.Equal(target, HealthProbe.Target(address)?.ToString());

    private static List<ValidationResult> Errors(string address)
    {
        var errors = new List<ValidationResult>();
        var options = new HealthOptions { Address = address };
        Validator.TryValidateObject(options, new ValidationContext(options), errors, validateAllProperties: true);
        return errors;
    }
}
