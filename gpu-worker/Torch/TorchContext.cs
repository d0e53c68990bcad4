using System.Runtime.InteropServices;

namespace RingRift.GpuWorker.Torch;

/// <summary>
/// Switches of LibTorch that TorchSharp does not offer: members of its <c>at::Context</c>, by their names in the library.
/// </summary>
internal static partial class TorchContext
{
    private const string Library = "libtorch_cpu.so";

    /// <summary>
    /// Leaves NNPACK out. It knows few processors, and says so at every convolution on the others; oneDNN does those in any case.
    /// </summary>
    public static void LeaveOutNnpack()
    {
        if (OperatingSystem.IsLinux())
        {
            EnableNnpack(Global(), 0);
        }
    }

    /// <summary>Leaves oneDNN out: convolutions are then unfolded and go through the matrix product.</summary>
    /// <exception cref="TorchLoadException">There is no such switch on this system.</exception>
    public static void LeaveOutOneDnn()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new TorchLoadException("oneDNN can be left out on Linux only");
        }

        EnableOneDnn(Global(), 0);
    }

    [LibraryImport(Library, EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint Global();

    [LibraryImport(Library, EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb")]
    private static partial void EnableNnpack(nint context, byte enabled);

    [LibraryImport(Library, EntryPoint = "_ZN2at7Context20setUserEnabledMkldnnEb")]
    private static partial void EnableOneDnn(nint context, byte enabled);
}
