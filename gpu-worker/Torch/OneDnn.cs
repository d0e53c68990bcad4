using System.Runtime.InteropServices;

namespace RingRift.GpuWorker.Torch;

/// <summary>Lets LibTorch do without oneDNN. TorchSharp has no such switch (Python's <c>torch.backends.mkldnn.enabled</c>), so LibTorch's own is turned.</summary>
internal static class OneDnn
{
    // at::globalContext() and at::Context::setUserEnabledMkldnn(bool), as compilers name them on Linux.
    private const string Context = "_ZN2at13globalContextEv";
    private const string Switch = "_ZN2at7Context20setUserEnabledMkldnnEb";

    /// <summary>Turns it off for the whole process.</summary>
    /// <param name="library">Path of LibTorch's library for processors; null where it is not known.</param>
    /// <exception cref="TorchLoadException">The library has no such switch.</exception>
    public static unsafe void Disable(string? library)
    {
        if (library is null || !NativeLibrary.TryLoad(library, out var handle)
            || !NativeLibrary.TryGetExport(handle, Context, out var context) || !NativeLibrary.TryGetExport(handle, Switch, out var turn))
        {
            throw new TorchLoadException("it has no switch for oneDNN here");
        }

        ((delegate* unmanaged<nint, byte, void>)turn)(((delegate* unmanaged<nint>)context)(), 0);
    }
}
