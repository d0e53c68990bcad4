using RingRift.GpuWorker.CommandLine;

namespace RingRift.GpuWorker.Tests;

public sealed class WorkerArgumentsTests
{
    [Fact]
    public void Should_read_all_arguments() =>
        Assert.Equal(
            new WorkerArguments(Once: true, ParentProcess: 4711, Health: true, SelfTest: true),
            WorkerArguments.Parse(["--once", "--parent-pid", "4711", "--health", "--self-test"]));

    [Theory]
    [InlineData("--twice")]
    [InlineData("--parent-pid")]
    [InlineData("--parent-pid", "-1")]
    [InlineData("--parent-pid", "none")]
    public void Should_refuse_what_it_does_not_know(params string[] args) =>
        Assert.Contains(args[0], Assert.Throws<ArgumentException>(() => WorkerArguments.Parse(args)).Message, StringComparison.Ordinal);

    [Fact]
    public void Should_name_every_argument_in_the_usage() =>
        Assert.All(
            new[] { "--once", "--parent-pid", "--health", "--self-test", "--help" },
            argument => Assert.Contains(argument, WorkerArguments.Usage, StringComparison.Ordinal));
}
