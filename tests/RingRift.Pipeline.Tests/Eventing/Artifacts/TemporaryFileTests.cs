using RingRift.Eventing.Artifacts;

namespace RingRift.Pipeline.Tests.Eventing.Artifacts;

public sealed class TemporaryFileTests
{
    [Fact]
    public async Task Should_hold_bytes_under_no_name_so_that_a_killed_process_leaves_nothing()
    {
        await using var file = TemporaryFile.Create();

        await file.WriteAsync(new byte[] { 1, 2, 3 });
        file.Position = 0;
        var read = new byte[3];
        await file.ReadExactlyAsync(read);

        Assert.Equal([1, 2, 3], read);
        Assert.Equal(OperatingSystem.IsWindows(), File.Exists(file.Name));
    }
}
