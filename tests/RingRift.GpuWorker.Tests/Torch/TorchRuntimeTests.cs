using RingRift.GpuWorker.Torch;
using TorchSharp;

namespace RingRift.GpuWorker.Tests.Torch;

public sealed class TorchRuntimeTests
{
    private static string Binding => Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    [Fact]
    public void Should_load_and_compute_with_the_asked_number_of_threads()
    {
        TorchRuntime.EnsureLoaded();

        using var ones = torch.ones(3, 4);
        using var sum = ones.sum();
        Assert.Equal(12f, Assert.Single(sum.data<float>().ToArray()));
        Assert.Equal(1, torch.get_num_threads());
        Assert.Equal("PASSIVE", Environment.GetEnvironmentVariable("OMP_WAIT_POLICY"));
    }

    [Fact]
    public void Should_weaken_a_copy_and_never_the_library_itself()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("ringrift-weak-");
        try
        {
            var before = File.ReadAllBytes(Binding);

            var copy = TorchLibrary.WeakenedCopy(Binding, "GLIBCXX_3.4.32", folder.FullName);
            var again = TorchLibrary.WeakenedCopy(Binding, "GLIBCXX_3.4.32", folder.FullName);

            Assert.Equal(copy, again);
            Assert.Equal(before, File.ReadAllBytes(Binding));
            var weak = Assert.Single(ElfVersionNeeds.Read(File.ReadAllBytes(copy)), need => need.Weak);
            Assert.Equal("GLIBCXX_3.4.32", weak.Version);
            Assert.Single(folder.GetFiles("*", SearchOption.AllDirectories));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Should_make_the_copy_anew_where_it_was_damaged()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("ringrift-weak-");
        try
        {
            var copy = TorchLibrary.WeakenedCopy(Binding, "GLIBCXX_3.4.32", folder.FullName);
            var whole = File.ReadAllBytes(copy);
            File.WriteAllBytes(copy, whole[..1000]);

            TorchLibrary.WeakenedCopy(Binding, "GLIBCXX_3.4.32", folder.FullName);

            Assert.Equal(whole, File.ReadAllBytes(copy));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
