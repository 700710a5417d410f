#include "parquet/arrow_cpp/files.hpp"

#include <algorithm>

namespace socshift::parquet {

::arrow::MemoryPool* small_pool() {
    ::arrow::MemoryPool* out = nullptr;
    return ::arrow::jemalloc_memory_pool(&out).ok() ? out : ::arrow::default_memory_pool();
}

::arrow::Status ReaderPool::Allocate(std::int64_t size, std::int64_t alignment,
                                     std::uint8_t** out) {
    ARROW_RETURN_NOT_OK(bounded_.Allocate(size, alignment, out));
    ++users_;
    return ::arrow::Status::OK();
}

::arrow::Status ReaderPool::Reallocate(std::int64_t old_size, std::int64_t new_size,
                                       std::int64_t alignment, std::uint8_t** memory) {
    return bounded_.Reallocate(old_size, new_size, alignment, memory);
}

void ReaderPool::Free(std::uint8_t* memory, std::int64_t size, std::int64_t alignment) {
    bounded_.Free(memory, size, alignment);
    leave();
}

void ReaderPool::leave() {
    if (--users_ == 0) {
        delete this;
    }
}

bool InputFile::has_failed() const {
    const std::lock_guard lock(mutex_);
    return has_failed_;
}

::arrow::Status InputFile::Close() {
    is_closed_ = true;
    return ::arrow::Status::OK();
}

::arrow::Status InputFile::Seek(std::int64_t position) {
    place_ = position;
    return ::arrow::Status::OK();
}

::arrow::Result<std::int64_t> InputFile::ReadAt(std::int64_t position, std::int64_t nbytes,
                                                void* out) {
    if (position < 0 || nbytes < 0) {
        return ::arrow::Status::Invalid("bytes ", position, " to ", position + nbytes,
                                        " of the file");
    }
    Problem problem{};
    const auto got = input_.read(input_.self, position, nbytes, out, &problem);
    if (got < 0) {
        const std::lock_guard lock(mutex_);
        has_failed_ = true;
        return ::arrow::Status::IOError(std::string{problem.text});
    }
    return got;
}

::arrow::Result<std::shared_ptr<::arrow::Buffer>> InputFile::ReadAt(std::int64_t position,
                                                                    std::int64_t nbytes) {
    // No more than there is, whatever the file says of itself.
    const auto size =
        std::clamp(nbytes, std::int64_t{0},
                   std::max(input_.size - std::max(position, std::int64_t{0}), std::int64_t{0}));
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<::arrow::ResizableBuffer> buffer,
                          ::arrow::AllocateResizableBuffer(size, pool_));
    ARROW_ASSIGN_OR_RAISE(const auto got, ReadAt(position, size, buffer->mutable_data()));
    ARROW_RETURN_NOT_OK(buffer->Resize(got, false));
    return buffer;
}

::arrow::Result<std::int64_t> InputFile::Read(std::int64_t nbytes, void* out) {
    ARROW_ASSIGN_OR_RAISE(const auto got, ReadAt(place_, nbytes, out));
    place_ += got;
    return got;
}

::arrow::Result<std::shared_ptr<::arrow::Buffer>> InputFile::Read(std::int64_t nbytes) {
    ARROW_ASSIGN_OR_RAISE(auto buffer, ReadAt(place_, nbytes));
    place_ += buffer->size();
    return buffer;
}

::arrow::Status OutputFile::Close() {
    is_closed_ = true;
    return ::arrow::Status::OK();
}

::arrow::Status OutputFile::Write(const void* data, std::int64_t nbytes) {
    if (is_given_up_ || has_failed_) {
        return ::arrow::Status::IOError("the file was given up");
    }
    Problem problem{};
    if (output_.write(output_.self, data, nbytes, &problem) != 0) {
        has_failed_ = true;
        return ::arrow::Status::IOError(std::string{problem.text});
    }
    place_ += nbytes;
    return ::arrow::Status::OK();
}

}  // namespace socshift::parquet
