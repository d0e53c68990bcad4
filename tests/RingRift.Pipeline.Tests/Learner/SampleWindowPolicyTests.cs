using RingRift.Eventing.Artifacts;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Tests.Learner;

public sealed class SampleWindowPolicyTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(500, 500)]
    [InlineData(1000, 1000)]
    [InlineData(16_000, 4733)]
    [InlineData(1_000_000, 95_308)]
    public void Should_grow_more_slowly_than_the_rows(long rows, long window) => Assert.Equal(window, SampleWindowPolicy.RowsOf(rows, 1000));

    [Fact]
    public void Should_take_the_newest_files_that_hold_it_and_keep_them_in_order()
    {
        var files = Files(10, rows: 400);
        Assert.Equal(files[^3..], SampleWindowPolicy.Of(files, 1000, 1000));
        Assert.Equal(files, SampleWindowPolicy.Of(files, 1_000_000, 4000));
        Assert.Empty(SampleWindowPolicy.Of([], 0, 1000));
    }

    [Fact]
    public void When_files_are_small_should_take_no_more_than_a_command_can_name() =>
        Assert.Equal(PipelineOptions.MostSampleFiles, SampleWindowPolicy.Of(Files(PipelineOptions.MostSampleFiles + 5, rows: 1), 1000, 1000).Count);

    private static SampleFile[] Files(int count, int rows) =>
        [.. Enumerable.Range(1, count).Select(number => new SampleFile(number, States.Artifact(ArtifactKind.Samples, number), 1, rows))];
}
