// Exiv2 0.27 hands pictures over in std::auto_ptr, which C++17 calls deprecated.
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

#include "exiv2_bridge.h"

#include <exiv2/exiv2.hpp>
#include <new>
#include <string>
#include <utility>
#include <vector>

struct sl_picture {
  int width = 0;
  int height = 0;
  int orientation = 0;
  std::vector<std::pair<std::string, std::string>> entries;
};

namespace {

// Longer values are not for readers: pictures within the picture, tables, the maker's notes.
constexpr long longest_value = 64 << 10;
constexpr size_t most_entries = 4096;

void add(sl_picture &picture, std::string key, std::string value) {
  if (picture.entries.size() < most_entries && !value.empty()) {
    picture.entries.emplace_back(std::move(key), std::move(value));
  }
}

void add_exif(sl_picture &picture, const Exiv2::ExifData &data) {
  for (const auto &entry : data) {
    const std::string group = entry.groupName();
    if ((group != "Image" && group != "Photo" && group != "GPSInfo") || entry.size() > longest_value) continue;
    if (entry.key() == "Exif.Photo.MakerNote") continue;
    const auto *comment = dynamic_cast<const Exiv2::CommentValue *>(&entry.value());
    add(picture, entry.key(), comment != nullptr ? comment->comment() : entry.print(&data));
  }
}

void add_iptc(sl_picture &picture, const Exiv2::IptcData &data) {
  for (const auto &entry : data) {
    if (entry.size() <= longest_value) add(picture, entry.key(), entry.toString());
  }
}

void add_xmp(sl_picture &picture, const Exiv2::XmpData &data) {
  for (const auto &entry : data) {
    if (entry.size() > longest_value) continue;
    const auto *translated = dynamic_cast<const Exiv2::LangAltValue *>(&entry.value());
    if (translated != nullptr) {
      if (!translated->value_.empty()) {
        const auto standard = translated->value_.find("x-default");
        add(picture, entry.key(), (standard != translated->value_.end() ? standard : translated->value_.begin())->second);
      }
    } else if (entry.count() > 1) {
      for (long index = 0; index < entry.count(); ++index) add(picture, entry.key(), entry.toString(index));
    } else {
      add(picture, entry.key(), entry.toString());
    }
  }
}

}  // namespace

extern "C" {

void sl_exiv2_prepare(void) {
  try {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    Exiv2::XmpParser::initialize();
  } catch (...) {
    // Without it pictures are read without XMP.
  }
}

const char *sl_exiv2_version(void) { return Exiv2::version(); }

sl_picture *sl_picture_read(const void *bytes, size_t size, int *out_of_memory) {
  *out_of_memory = 0;
  sl_picture *picture = nullptr;
  try {
    auto image = Exiv2::ImageFactory::open(static_cast<const Exiv2::byte *>(bytes), static_cast<long>(size));
    image->readMetadata();
    picture = new sl_picture;
    picture->width = image->pixelWidth();
    picture->height = image->pixelHeight();
    // The entry's own text is a sentence.
    const auto orientation = image->exifData().findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
    if (orientation != image->exifData().end()) picture->orientation = std::atoi(orientation->toString().c_str());
    add_exif(*picture, image->exifData());
    add_iptc(*picture, image->iptcData());
    add_xmp(*picture, image->xmpData());
    return picture;
  } catch (const std::bad_alloc &) {
    *out_of_memory = 1;
  } catch (...) {
    // What was gathered before something broke is kept.
    return picture;
  }
  delete picture;
  return nullptr;
}

int sl_picture_width(const sl_picture *picture) { return picture->width; }
int sl_picture_height(const sl_picture *picture) { return picture->height; }
int sl_picture_orientation(const sl_picture *picture) { return picture->orientation; }
size_t sl_picture_count(const sl_picture *picture) { return picture->entries.size(); }
const char *sl_picture_key(const sl_picture *picture, size_t index) { return picture->entries[index].first.c_str(); }
const char *sl_picture_value(const sl_picture *picture, size_t index) { return picture->entries[index].second.c_str(); }
void sl_picture_free(sl_picture *picture) { delete picture; }
}
